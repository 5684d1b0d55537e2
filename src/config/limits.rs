//! `[limits]` of `daylight.toml`: how much is accepted. Knows no request.

use serde::Deserialize;

/// What is accepted. Each limit is checked before parsing and answered with what to change.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Longest account, KiB of text.
    pub account_kib: usize,
    /// Longest message, KiB of text.
    pub message_kib: usize,
    /// Largest request to submit, KiB.
    pub submission_kib: usize,
    /// Largest other request, KiB.
    pub request_kib: usize,
    /// Longest attached file, MiB.
    pub attachment_mib: u64,
    /// Attached files of one concern.
    pub attachments: usize,
    /// Files of one concern that are on their way at the same time.
    pub open_uploads: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            account_kib: 256,
            message_kib: 64,
            submission_kib: 1024,
            request_kib: 256,
            attachment_mib: 500,
            attachments: 20,
            open_uploads: 4,
        }
    }
}

impl Limits {
    /// The longest sealed form of an attached file, in bytes: padding adds at most an eighth, the seal less than a
    /// thousandth.
    pub fn longest_attachment(&self) -> u64 {
        let bytes = self.attachment_mib.saturating_mul(1024 * 1024);
        bytes.saturating_add(bytes.div_ceil(7)).saturating_add(16 * 1024)
    }

    /// Names the first limit that cannot be right. The least request to submit is what two parts of the longest account
    /// need, padded and as text, with their capsules: a smaller one would shut the door without a word.
    pub(super) fn check(&self) -> Result<(), String> {
        let whole = self.account_kib.saturating_mul(3).saturating_add(128);
        let attachment_mib = usize::try_from(self.attachment_mib).unwrap_or(usize::MAX);
        for (name, value, least, most) in [
            ("account_kib", self.account_kib, 1, 256),
            ("message_kib", self.message_kib, 1, 64),
            ("submission_kib", self.submission_kib, whole, 4096),
            ("request_kib", self.request_kib, 64, 4096),
            ("attachment_mib", attachment_mib, 1, 4096),
            ("attachments", self.attachments, 0, 100),
            ("open_uploads", self.open_uploads, 1, 16),
        ] {
            if !(least..=most).contains(&value) {
                return Err(format!(
                    "limits.{name} is {value}; it must be from {least} to {most}"
                ));
            }
        }
        Ok(())
    }
}
