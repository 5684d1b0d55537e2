// The portal's document comes to life: start here.

import { startScreens } from "../../pages/screens.js";
import { readWords } from "../../pages/words.js";
import { startAudit } from "./audit.js";
import { isBegunSealed } from "./begun.js";
import { startConcern } from "./concern.js";
import { startCopied } from "./copied.js";
import { startDesk, startDeskKeys } from "./desk.js";
import { anythingBegun, startDrafts } from "./drafts.js";
import { startFigures } from "./figures.js";
import { forgetWhatIsShown } from "./forget.js";
import { startFrames } from "./frame.js";
import { startPacks } from "./packs.js";
import { isJoining, startJoining } from "./join.js";
import { startJudging } from "./judging.js";
import { leavingHasWords, startLeaving } from "./leaving.js";
import { startMail } from "./mail.js";
import { startOperator } from "./operator.js";
import { startPeople } from "./people.js";
import { startReady } from "./ready.js";
import { startRecord } from "./record.js";
import { startScope } from "./scope_editor.js";
import { isEnding, signedOut, startSession } from "./session.js";
import { severalHasWords } from "./several.js";
import { startSigning } from "./signing.js";
import { startSigningIn } from "./sign_in.js";
import { whenSignedOut } from "./working.js";

readWords();
const wasIdle = startSession();
startScreens();
startSigningIn(wasIdle);
startDesk();
startDeskKeys();
startConcern();
startFrames();
startScope();
startReady();
startDrafts();
startSigning();
startCopied();
startPeople();
startLeaving();
startOperator();
startMail();
startFigures();
startPacks();
startRecord();
startAudit();
startJudging();
startJoining();
whenSignedOut(() => {
  signedOut();
  forgetWhatIsShown();
});
addEventListener("beforeunload", (event) => {
  if (!isEnding() && (anythingBegun() || isBegunSealed() || severalHasWords() || leavingHasWords() || isJoining())) event.preventDefault();
});
