// The reporter's document comes to life: start here.

import { anythingTyped } from "./answers.js";
import { startComingBack } from "./concern.js";
import { startExit } from "./exit.js";
import { filesUnsent } from "./files.js";
import { startRaising } from "./raise.js";
import { startScreens } from "./screens.js";
import { readWords } from "./words.js";

// What govuk-frontend looks for before it does anything.
document.body.classList.add("govuk-frontend-supported");
readWords();
startScreens();
startRaising();
startComingBack();
startExit(() => anythingTyped() || filesUnsent());
