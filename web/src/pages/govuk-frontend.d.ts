// govuk-frontend carries no types: this is what is used of it.
declare module "govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs" {
  export class ExitThisPage {
    constructor(root: Element);
    exitPage(): void;
  }
}
