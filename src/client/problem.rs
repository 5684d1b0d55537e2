//! Why a client stops: sentences that say what is wrong and what to do. Holds no code, key, passphrase or text.

use daylight_domain::{Date, OfficeId, PersonId};

use crate::api::WorkWanted;

/// Why a call to the service came to nothing. Nothing is known to have changed there.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallFailed {
    /// Not an address of the form wanted.
    #[error("this is no address of a service: give one like https://speak-up.example.org")]
    Address,
    /// `http://` to another machine.
    #[error("this address is not protected on the way: use one that begins with https://")]
    NotProtected,
    /// No connection, or no answer in time.
    #[error("the service at {host} cannot be reached: check the address and the connection, and try again")]
    Unreachable {
        /// The address asked, without path.
        host: String,
    },
    /// The same, with a proxy in between.
    #[error(
        "the service at {host} cannot be reached through the proxy {proxy}: look whether the proxy runs and the address is right, and try again"
    )]
    ProxyUnreachable {
        /// The address asked, without path.
        host: String,
        /// Host and port of the proxy.
        proxy: String,
    },
    /// `https://` without a certificate that everybody trusts. Authorities that only this machine trusts do not count:
    /// employers install theirs to read along.
    #[error(
        "the way to {host} is not protected: its certificate is not publicly trusted, or it speaks no https. Somebody may be reading along: do not go on from this network; check the address, and try another network"
    )]
    NotTrusted {
        /// The address asked, without path.
        host: String,
    },
    /// An onion service without Tor.
    #[error(
        "an .onion address is reached through Tor alone: start Tor, set ALL_PROXY=socks5h://127.0.0.1:9050 (with Tor Browser running: port 9150), and try again"
    )]
    OnionNeedsTor,
    /// A variable that names no usable proxy.
    #[error(
        "{variable} names no proxy that can be used: write one like socks5h://127.0.0.1:9050, or unset it to go without"
    )]
    Proxy {
        /// The variable.
        variable: String,
    },
    /// Too long, or not of the form agreed.
    #[error(
        "the answer is not one of this service: check the address; if it is right, tell the outside body"
    )]
    NotUnderstood,
    /// The service understood and said no. Its message has been stripped of control characters.
    #[error("{message}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// A fixed word for programs.
        word: String,
        /// What is wrong and what to do, in the service's words.
        message: String,
        /// The day to sign for, where another one was signed.
        day: Option<Date>,
        /// The work to do before sending again.
        work: Option<WorkWanted>,
    },
}

impl CallFailed {
    /// Whether the service refused with this fixed word.
    pub fn is(&self, wanted: &str) -> bool {
        matches!(self, Self::Refused { word, .. } if word == wanted)
    }

    /// A fixed word for programs; where the service refused, its own.
    pub fn word(&self) -> &str {
        match self {
            Self::Refused { word, .. } => word,
            Self::Address | Self::NotProtected => "address",
            Self::OnionNeedsTor | Self::Proxy { .. } | Self::ProxyUnreachable { .. } => "proxy",
            Self::Unreachable { .. } => "unreachable",
            Self::NotTrusted { .. } => "not_trusted",
            Self::NotUnderstood => "not_understood",
        }
    }

    /// Whether it is unknown if the service took what was sent: no answer came, or one of something in between.
    pub fn is_unsettled(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. } | Self::ProxyUnreachable { .. } | Self::NotUnderstood
        ) || self.is("unavailable")
    }

    /// Whether the service refused with this status.
    pub fn has_status(&self, wanted: u16) -> bool {
        matches!(self, Self::Refused { status, .. } if *status == wanted)
    }
}

/// What a client found out about the service that it must not go on with. Each is worth telling the outside body.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each variant's sentence stands beside it")]
pub enum Mistrust {
    #[error(
        "the service shows another log key than the one you were given: do not go on, and tell the outside body"
    )]
    OtherLogKey,
    #[error("the service shows no usable log key: do not go on, and tell the outside body")]
    NoLogKey,
    #[error("the service's checkpoint is not signed by its log key: do not go on, and tell the outside body")]
    Checkpoint,
    #[error("entry {index} is not proven to stand in the record: do not go on, and tell the outside body")]
    NotInRecord { index: u64 },
    #[error("entry {index} is not an entry in its one allowed form: do not go on, and tell the outside body")]
    NotAnEntry { index: u64 },
    #[error("entry {index} bears a day after its batch: do not go on, and tell the outside body")]
    WrongDay { index: u64 },
    #[error(
        "the service speaks of {day}, years after its own today: nothing was signed for it; tell the outside body"
    )]
    DayAhead { day: Date },
    #[error("entry {index} is not signed by the person it names: do not go on, and tell the outside body")]
    Signature { index: u64 },
    #[error(
        "the record breaks its own rules at entry {index} ({refusal}): do not go on, and tell the outside body"
    )]
    Rules { index: u64, refusal: String },
    #[error("the record does not begin with the log's own key: do not go on, and tell the outside body")]
    NoGenesis,
    #[error(
        "codes could be guessed too easily at this service ({0}): do not go on, and tell the outside body"
    )]
    Derivation(String),
    #[error(
        "the policy is not the one in the record, is not shown, or breaks the limits of every policy: do not go on, and tell the outside body"
    )]
    Policy,
    #[error(
        "the key of office {office} is not the one in the record, or is not shown: do not go on, and tell the outside body"
    )]
    Recipient { office: OfficeId },
    #[error(
        "the last stage has no key today, so nothing can be sent: use one of the outside routes, or try tomorrow"
    )]
    LastStageClosed,
    #[error("the channel has been closed: use one of the outside routes")]
    ChannelClosed,
    #[error(
        "the record does not know {person} today: wait for the batch in which the change stands, or ask the operator"
    )]
    UnknownPerson { person: PersonId },
    #[error("the receipt is not signed by the service's log key: keep it, and tell the outside body")]
    ReceiptSignature,
    #[error("the receipt is for something else than what was sent: keep it, and tell the outside body")]
    OtherReceipt,
    #[error(
        "the receipt promises the batch of {promised}, which is not the day the service names: tell the outside body"
    )]
    ReceiptDay { promised: Date },
    #[error("the receipt has other dates than the policy gives: keep it, and tell the outside body")]
    ReceiptDates,
    #[error("the service answers with another concern than yours: do not go on, and tell the outside body")]
    OtherConcern,
    #[error("what you signed has been changed: do not go on, and tell the outside body")]
    Manifest,
    #[error(
        "the log key is not the one your concern was sent under: do not go on, and tell the outside body"
    )]
    LogKeyChanged,
    #[error("the log key is not the one your key file was made for: do not go on, and tell the outside body")]
    OtherLogThanKeyFile,
    #[error(
        "step {number} of this concern is not as its author wrote it: do not go on, and tell the outside body"
    )]
    Step { number: usize },
    #[error(
        "step {number} of this concern breaks the rules ({refusal}): do not go on, and tell the outside body"
    )]
    StepRules { number: usize, refusal: String },
    #[error(
        "a sealed part is not the one that was sent: sign `mismatch`, which moves the concern up at once"
    )]
    PartChanged,
    #[error("a sealed part does not open with its key: sign `mismatch`, which moves the concern up at once")]
    PartDoesNotOpen,
}

/// Why something a person asked for was not done.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The call came to nothing.
    #[error(transparent)]
    Call(#[from] CallFailed),
    /// A signed act was sent, and no answer came: it may have been taken.
    #[error("{0}\nIt may have been taken all the same: look at what stands there before you send it again")]
    Unsettled(CallFailed),
    /// The service is not to be believed.
    #[error(transparent)]
    Mistrust(#[from] Mistrust),
    /// Something on this side: the sentence says what to do.
    #[error("{0}")]
    Here(String),
}

impl Stopped {
    /// For a failure to send a signed act.
    pub(super) fn sending(call: CallFailed) -> Self {
        if call.is_unsettled() {
            Self::Unsettled(call)
        } else {
            Self::Call(call)
        }
    }

    /// A fixed word for programs.
    pub fn word(&self) -> &str {
        match self {
            Self::Call(call) => call.word(),
            Self::Unsettled(_) => "unsettled",
            Self::Mistrust(_) => "mistrust",
            Self::Here(_) => "failed",
        }
    }
}
