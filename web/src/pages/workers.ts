// Starting the workers that the document names, and no others.

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

let policy: { createScriptURL(url: string): string } | undefined;

/** Starts the worker whose address stands in the document, as `data-worker` for instance. */
export function startWorker(name: "worker" | "cleaner"): Worker {
  return new Worker(trusted(document.body.dataset[name] ?? ""), { type: "module" });
}

/** The page's security policy lets these addresses be workers. A policy of one name is made once. */
function trusted(address: string): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (types === undefined) return address;
  policy ??= types.createPolicy("daylight-worker", {
    createScriptURL: (url) => {
      const { worker, cleaner } = document.body.dataset;
      if (url !== worker && url !== cleaner) throw new TypeError("no worker of this page");
      return url;
    },
  });
  return policy.createScriptURL(address);
}
