//! Every mail looks alike: same subject, same words, same size, whether or not there is work (DESIGN section 8).

use daylight_domain::{Date, to_hex};
use jiff::tz::TimeZone;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message};

/// What differs between two mails.
#[derive(Debug)]
pub struct Letter<'a> {
    /// Random.
    pub id: [u8; 16],
    /// The day; the Date header says its midnight, for a digest as for an alert.
    pub day: Date,
    /// The policy's time zone, in which the day is one.
    pub zone: &'a TimeZone,
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

/// Whether mail can go there: an address alone, without a name before it, in ASCII, which every mail server takes.
pub fn is_address(text: &str) -> bool {
    text.is_ascii() && text.parse::<Address>().is_ok()
}

const WORDS: &str = "This is your daily mail from Daylight. It comes every day and always looks the same.\r\n\
    What it says is in the attachment, sealed to your key: the portal shows it under \"You and your key\",\r\n\
    the program with `daylight mail`. To see your desk, open the address that you keep for it.\r\n\
    This mail never has a link: one that has is not from Daylight.\r\n";
const SUBJECT: &str = "Daylight";
/// Headers are filled up to this, whatever the length of the address: more than the longest can be.
const HEAD: usize = 1536;
const FILLED_LINE: usize = 76;

/// Writes the whole message. Fails if an address is none.
pub fn compose(letter: &Letter<'_>) -> Result<String, BadAddress> {
    let address = |text: &str| text.parse::<Address>().map_err(|_| BadAddress);
    let (from, to) = (address(letter.from)?, address(letter.to)?);
    let domain = from.domain().to_owned();
    let sealed = Attachment::new("daily.age".to_owned()).body(
        letter.sealed.to_vec(),
        ContentType::parse("application/octet-stream").map_err(|_| BadAddress)?,
    );
    let mut message = Message::builder()
        .from(Mailbox::new(None, from))
        .to(Mailbox::new(None, to))
        .subject(SUBJECT)
        // Holds the place; without it lettre would ask the wall clock.
        .date(std::time::UNIX_EPOCH)
        .message_id(Some(format!("<{}@{domain}>", to_hex(&letter.id))))
        .multipart(
            MultiPart::mixed()
                .boundary(to_hex(&letter.id))
                .singlepart(SinglePart::plain(WORDS.to_owned()))
                .singlepart(sealed),
        )
        .map_err(|_| BadAddress)?;
    // lettre writes moments in UTC alone, where another zone's midnight would be another hour, or tomorrow.
    message.headers_mut().insert_raw(HeaderValue::new(
        HeaderName::new_from_ascii_str("Date"),
        midnight(letter.day, letter.zone)?,
    ));
    let text = String::from_utf8(message.formatted()).map_err(|_| BadAddress)?;
    Ok(fill(&text))
}

fn midnight(day: Date, zone: &TimeZone) -> Result<String, BadAddress> {
    let offset = day.to_zoned(zone.clone()).map_err(|_| BadAddress)?;
    // The hour is written, not computed: on a day whose midnight the clocks skip it is the same as ever.
    Ok(offset.strftime("%a, %d %b %Y 00:00:00 %z").to_string())
}

/// Makes up for the length of the addresses with a preamble, which every mail program skips (RFC 2046, 5.1.1).
fn fill(text: &str) -> String {
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return text.to_owned();
    };
    let mut filling = String::new();
    let mut room = HEAD.saturating_sub(head.len());
    while room > 2 {
        let line = room.saturating_sub(2).min(FILLED_LINE);
        // A last line of its end alone: a rest of one or two bytes is not left behind.
        let line = if room.saturating_sub(line).saturating_sub(2) < 3 {
            room.saturating_sub(2)
        } else {
            line
        };
        filling.push_str(&"=".repeat(line));
        filling.push_str("\r\n");
        room = room.saturating_sub(line).saturating_sub(2);
    }
    format!("{head}\r\n\r\n{filling}{body}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail_of(id: u8, day: Date, zone: &TimeZone, to: &str) -> String {
        let letter = Letter {
            id: [id; 16],
            day,
            zone,
            from: "daylight@demo.invalid",
            to,
            sealed: &[id; 400],
        };
        compose(&letter).unwrap()
    }

    fn mail(id: u8) -> String {
        let day = Date::constant(2026, 12, 18);
        mail_of(id, day, &TimeZone::UTC, "guardian@demo.invalid")
    }

    #[test]
    fn two_mails_of_a_day_differ_in_nothing_but_their_id_and_sealed_bytes() {
        let (one, two) = (mail(1), mail(2));
        assert_eq!(one.len(), two.len());
        let differing = one.lines().zip(two.lines()).filter(|(a, b)| a != b).count();
        assert!(differing < 14, "{one}");
        assert!(one.contains("Subject: Daylight"));
        assert!(one.contains("Fri, 18 Dec 2026 00:00:00 +0000"));
    }

    #[test]
    fn the_headers_are_these_and_no_others() {
        let mail = mail(1);
        let head = mail.split("\r\n\r\n").next().unwrap();
        let names: Vec<&str> = head
            .lines()
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.split(':').next().unwrap())
            .collect();
        assert_eq!(
            names,
            [
                "From",
                "To",
                "Subject",
                "Date",
                "Message-ID",
                "MIME-Version",
                "Content-Type"
            ]
        );
        assert!(head.contains(&format!("Message-ID: <{}@demo.invalid>", "01".repeat(16))));
    }

    #[test]
    fn the_date_is_the_days_midnight_where_the_policy_lives_also_where_the_clocks_skip_it() {
        for (zone, day, written) in [
            (
                "Pacific/Auckland",
                Date::constant(2026, 12, 18),
                "Fri, 18 Dec 2026 00:00:00 +1300",
            ),
            (
                "Europe/London",
                Date::constant(2026, 6, 1),
                "Mon, 01 Jun 2026 00:00:00 +0100",
            ),
            (
                "Africa/Cairo",
                Date::constant(2026, 4, 24),
                "Fri, 24 Apr 2026 00:00:00 +0300",
            ),
        ] {
            let zone = TimeZone::get(zone).unwrap();
            let mail = mail_of(1, day, &zone, "guardian@demo.invalid");
            assert!(mail.contains(&format!("Date: {written}\r\n")), "{mail}");
        }
    }

    #[test]
    fn mails_have_one_size_whatever_the_length_of_the_address() {
        let day = Date::constant(2026, 12, 18);
        let domain = |letters: usize| {
            let labels = vec!["a".repeat(59); letters / 60];
            format!("g@{}.{}.invalid", "b".repeat(1 + letters % 60), labels.join(".")).replace("..", ".")
        };
        for letters in 0..180 {
            let to = domain(letters);
            let long = mail_of(1, day, &TimeZone::UTC, &to);
            assert!(long.contains(&to), "{long}");
            assert_eq!(long.len(), mail(1).len(), "{to}");
        }
    }

    #[test]
    fn an_address_that_is_none_is_an_error() {
        let letter = Letter {
            id: [0; 16],
            day: Date::constant(2026, 1, 1),
            zone: &TimeZone::UTC,
            from: "a@b.invalid",
            to: "nobody",
            sealed: &[],
        };
        assert!(compose(&letter).is_err());
        for none in [
            "nobody",
            "",
            "Chair <chair@demo.invalid>",
            "a@b@c",
            "a b@demo.invalid",
            "\u{fc}@demo.invalid",
        ] {
            assert!(!is_address(none), "{none}");
        }
        assert!(is_address("guardian@demo.invalid"));
    }
}
