// Where whoever uses the keys goes on, once what they pressed is gone.

/** Gives the focus to `next` if what had it is gone or hidden. Otherwise it stays: somebody may have gone on meanwhile. */
export function keepFocus(next: HTMLElement): void {
  const at = document.activeElement;
  if (at === null || at === document.body || !at.checkVisibility()) next.focus();
}
