//! Names of refusals that are no rules of the record and that people meet on their pages: a page says them in its own language, as it
//! says a broken rule. Knows no sentence: that stands where the refusal is.

/// Why the service does not take something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The content of the concern was erased by rule; also the name of that rule.
    Erased,
    /// What stands as a mail address is none.
    NoMailAddress,
    /// As many invitations are open as there may be.
    ManyInvitations,
    /// The office's key has been given to this person.
    OfficeKeyGiven,
    /// There are no figures of that period.
    NoFigures,
    /// No checkpoint of that size was published.
    NoSuchSize,
    /// The person's recipient is not kept here.
    NoRecipient,
    /// A pack cannot be set as PDF.
    NoPaper,
}

impl Why {
    /// Each of them.
    pub const ALL: [Self; 8] = [
        Self::Erased,
        Self::NoMailAddress,
        Self::ManyInvitations,
        Self::OfficeKeyGiven,
        Self::NoFigures,
        Self::NoSuchSize,
        Self::NoRecipient,
        Self::NoPaper,
    ];

    /// As programs know it, in the place of a rule's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Erased => "erased",
            Self::NoMailAddress => "no_mail_address",
            Self::ManyInvitations => "many_invitations",
            Self::OfficeKeyGiven => "office_key_given",
            Self::NoFigures => "no_figures",
            Self::NoSuchSize => "no_such_size",
            Self::NoRecipient => "no_recipient",
            Self::NoPaper => "no_paper",
        }
    }
}
