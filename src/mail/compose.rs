//! Every mail looks alike: same subject, same words, same size, whether or not there is work (DESIGN section 8).

use daylight_domain::{Date, to_hex};
use lettre::Message;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

/// What differs between two mails.
#[derive(Debug)]
pub struct Letter<'a> {
    /// Random.
    pub id: [u8; 16],
    /// The day; the Date header says its midnight, UTC.
    pub day: Date,
    /// The sender's address.
    pub from: &'a str,
    /// The holder's address.
    pub to: &'a str,
    /// Padded and sealed to the holder's own key.
    pub sealed: &'a [u8],
}

/// An address that mail cannot go to.
#[derive(Debug, thiserror::Error)]
#[error("an address of a person or the sender in daylight.toml is not a mail address")]
pub struct BadAddress;

const WORDS: &str = "This is your daily mail from Daylight. It comes every day and always looks the same.\r\n\
    What it says is in the attachment, sealed to your key. Sign in to see your desk.\r\n";

/// Writes the whole message. Fails if an address is none.
pub fn compose(letter: &Letter<'_>) -> Result<String, BadAddress> {
    let from: Mailbox = letter.from.parse().map_err(|_| BadAddress)?;
    let to: Mailbox = letter.to.parse().map_err(|_| BadAddress)?;
    let domain = from.email.domain().to_owned();
    let midnight = letter
        .day
        .to_zoned(jiff::tz::TimeZone::UTC)
        .ok()
        .and_then(|at| u64::try_from(at.timestamp().as_second()).ok())
        .and_then(|seconds| std::time::UNIX_EPOCH.checked_add(std::time::Duration::from_secs(seconds)))
        .ok_or(BadAddress)?;
    let sealed = Attachment::new("daily.age".to_owned()).body(
        letter.sealed.to_vec(),
        ContentType::parse("application/octet-stream").map_err(|_| BadAddress)?,
    );
    let boundary = to_hex(&letter.id);
    let message = Message::builder()
        .from(from)
        .to(to)
        .subject("Daylight")
        .date(midnight)
        .message_id(Some(format!("<{}@{domain}>", to_hex(&letter.id))))
        .multipart(
            MultiPart::mixed()
                .boundary(boundary)
                .singlepart(SinglePart::plain(WORDS.to_owned()))
                .singlepart(sealed),
        )
        .map_err(|_| BadAddress)?;
    String::from_utf8(message.formatted()).map_err(|_| BadAddress)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(id: u8, sealed: &[u8]) -> String {
        let letter = Letter {
            id: [id; 16],
            day: Date::constant(2026, 12, 18),
            from: "daylight@demo.invalid",
            to: "guardian@demo.invalid",
            sealed,
        };
        compose(&letter).unwrap()
    }

    #[test]
    fn two_mails_of_a_day_differ_in_nothing_but_their_id_and_sealed_bytes() {
        let (one, two) = (mail(1, &[1; 400]), mail(2, &[2; 400]));
        assert_eq!(one.len(), two.len());
        let differing = one.lines().zip(two.lines()).filter(|(a, b)| a != b).count();
        assert!(differing < 14, "{one}");
        assert!(one.contains("Subject: Daylight"));
        assert!(one.contains("Fri, 18 Dec 2026 00:00:00"));
    }

    #[test]
    fn an_address_that_is_none_is_an_error() {
        let letter = Letter {
            id: [0; 16],
            day: Date::constant(2026, 1, 1),
            from: "a@b.invalid",
            to: "nobody",
            sealed: &[],
        };
        assert!(compose(&letter).is_err());
    }
}
