//! A file is added by somebody whose browser runs no scripts: sealed here while it comes, and sent into an upload as a
//! reporter's program would send it. What is plain is never on the disk, and memory does not grow with the file. Must not
//! know how a page looks.

use actix_web::{HttpRequest, web};
use daylight_domain::{Act, Digest, from_hex};

use super::back::{self, Known};
use super::coming::Coming;
use super::pages::Problem;
use super::typed::{NotRead, Typed};
use super::{Answer, NotDone, Visit};
use crate::actions::{add_act, take_upload};
use crate::client::{Stopped, attachments, clean};
use crate::crypto::attachment::{AttachmentError, Described};
use crate::crypto::sealing::{Sealing, Waiting};

/// Sealed bytes that are written to the disk at once.
const PART: usize = 256 * 1024;
/// As the sealed description has room for, in characters.
const LONGEST_NAME: usize = 255;
/// No media type in use is longer.
const LONGEST_TYPE: usize = 100;

/// Why a file was not added.
enum NotAdded {
    /// In words that say what to do.
    Said(String),
    /// It broke off, or was not one file alone.
    NotWhole,
    Other(NotDone),
}

impl<T: Into<NotDone>> From<T> for NotAdded {
    fn from(why: T) -> Self {
        Self::Other(why.into())
    }
}

impl From<AttachmentError> for NotAdded {
    fn from(why: AttachmentError) -> Self {
        match why {
            AttachmentError::Changed => Self::NotWhole,
            other => Stopped::Here(other.to_string()).into(),
        }
    }
}

impl From<NotRead> for NotAdded {
    fn from(_: NotRead) -> Self {
        Self::NotWhole
    }
}

/// Adds a file to the concern of a code, and shows the concern. Whatever is wrong, the page says so and the concern is as it was.
pub(super) async fn add(visit: &Visit<'_>, request: &HttpRequest, payload: web::Payload) -> Answer {
    let mut coming = match Coming::begin(visit.service, request, payload).await {
        Ok(coming) if coming.typed.is("do", "file") => coming,
        Ok(_) => return visit.not_read(NotRead::NotAForm),
        Err(why) => return visit.not_read(why),
    };
    let (known, code) = match back::enter(visit, &coming.typed).await {
        Ok(entered) => entered,
        Err(problem) => return visit.form(&coming.typed, vec![problem]),
    };
    let added = match bring(visit, &known, &mut coming).await {
        Ok(item) => name(visit, &known, item).await,
        Err(why) => Err(why),
    };
    let (known, done, problems) = match added {
        Ok(known) => (known, Some("arrival-file-added"), Vec::new()),
        Err(why) => (known, None, vec![Problem::at("file", why.in_words(visit))]),
    };
    back::page(visit, known, &code, (&Typed::default(), done, problems)).await
}

/// Seals the file into an upload. Nothing names it yet.
async fn bring(visit: &Visit<'_>, known: &Known, coming: &mut Coming) -> Result<Digest, NotAdded> {
    if let Some(words) = refused(visit, known, coming) {
        return Err(NotAdded::Said(words));
    }
    let described = Described {
        name: plain_name(&coming.name),
        media_type: plain_type(&coming.media_type),
        size: coming.length,
    };
    let request = known
        .reporter
        .begin_upload(&visit.facts.trust, &known.concern, &described)?;
    let size = request.size;
    let upload = take_upload::begin(visit.service, request).await?;
    let id = from_hex(&upload.upload).map_err(|_| NotAdded::NotWhole)?;
    let sealed = seal(visit, known, &described, coming, (id, size)).await;
    if sealed.is_err() {
        // The key of this seal is gone with this request: nobody could go on. Whoever is cut off before this line leaves it
        // to the tick, like every upload that was not finished.
        let _ = take_upload::give_up(visit.service, id).await;
    }
    sealed
}

async fn seal(
    visit: &Visit<'_>,
    known: &Known,
    described: &Described,
    coming: &mut Coming,
    (id, size): ([u8; 16], u64),
) -> Result<Digest, NotAdded> {
    let to = known.reporter.master().case_identity().recipient();
    let sealed = Waiting::default();
    let mut sealing = Sealing::begin(&to, described, sealed.clone())?;
    let mut going = Going {
        visit,
        id,
        size,
        come: 0,
        part: Vec::with_capacity(PART),
    };
    while let Some(bytes) = coming.next().await? {
        sealing.push(&bytes)?;
        going.put(&sealed.fetch()).await?;
    }
    while sealing.pad()? {
        going.put(&sealed.fetch()).await?;
    }
    let digest = sealing.finish()?;
    going.put(&sealed.fetch()).await?;
    going.write().await?;
    let uploaded = take_upload::finish(visit.service, id).await?;
    if uploaded.item == digest {
        Ok(digest)
    } else {
        Err(NotAdded::NotWhole)
    }
}

/// Signs that it is attached, after whatever is there by now: a long file takes hours on a slow line.
async fn name(visit: &Visit<'_>, known: &Known, item: Digest) -> Result<Known, NotAdded> {
    let trust = &visit.facts.trust;
    let Known { reporter, concern } = back::look(visit, known.reporter.clone()).await?;
    let day = concern.day_to_sign(trust.today);
    let request = reporter.request(trust, &concern, &Act::Attached { item }, day, Vec::new())?;
    add_act::by_reporter(visit.service, request).await?;
    Ok(back::look(visit, reporter).await?)
}

/// What is known to be wrong before the file is read.
fn refused(visit: &Visit<'_>, known: &Known, coming: &Coming) -> Option<String> {
    let limits = &visit.service.config.limits;
    let with =
        |key: &str, name: &str, value: String| visit.words.say_with(key, &[(name, &value)]).into_owned();
    let longest = limits.attachment_mib.saturating_mul(1024 * 1024);
    if coming.length == 0 {
        let key = if coming.name.is_empty() {
            "file-none-chosen"
        } else {
            "file-empty"
        };
        Some(visit.words.say(key).into_owned())
    } else if coming.length > longest {
        Some(with("file-too-large", "size", limits.attachment_mib.to_string()))
    } else if attachments::attached(&known.concern).len() >= limits.attachments {
        Some(with("file-too-many", "count", limits.attachments.to_string()))
    } else {
        None
    }
}

/// A name without folders, and without anything that a name could do harm with. Browsers write a quotation mark in it as `%22`
/// (HTML, multipart/form-data encoding algorithm); the line breaks that they write so have no place in a name.
fn plain_name(given: &str) -> String {
    let name = given.replace("%22", "\"").replace("%0D", "").replace("%0A", "");
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = clean(name)
        .chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST_NAME)
        .collect();
    match name.trim() {
        "" | "." | ".." => "file".to_owned(),
        name => name.to_owned(),
    }
}

fn plain_type(given: &str) -> String {
    let is_plain =
        !given.is_empty() && given.len() <= LONGEST_TYPE && given.bytes().all(|byte| byte.is_ascii_graphic());
    if is_plain {
        given
    } else {
        "application/octet-stream"
    }
    .to_owned()
}

/// Sealed bytes on their way to the disk.
struct Going<'a> {
    visit: &'a Visit<'a>,
    id: [u8; 16],
    size: u64,
    come: u64,
    part: Vec<u8>,
}

impl Going<'_> {
    async fn put(&mut self, sealed: &[u8]) -> Result<(), NotAdded> {
        self.part.extend_from_slice(sealed);
        if self.part.len() < PART {
            Ok(())
        } else {
            self.write().await
        }
    }

    async fn write(&mut self) -> Result<(), NotAdded> {
        let ends = self
            .come
            .saturating_add(u64::try_from(self.part.len()).unwrap_or(u64::MAX));
        let part = std::mem::replace(&mut self.part, Vec::with_capacity(PART));
        let stands = take_upload::append(self.visit.service, self.id, self.come, part).await?;
        if (stands.come, stands.size) != (ends, self.size) {
            return Err(NotAdded::NotWhole);
        }
        self.come = ends;
        Ok(())
    }
}

impl NotAdded {
    fn in_words(&self, visit: &Visit<'_>) -> String {
        match self {
            Self::Said(words) => words.clone(),
            Self::NotWhole => visit.words.say("arrival-file-broken").into_owned(),
            Self::Other(why) => visit.problem(why).text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_no_folder_and_no_mark_that_deceives() {
        for (given, plain) in [
            ("photo.jpeg", "photo.jpeg"),
            ("C:\\Users\\me\\photo.jpeg", "photo.jpeg"),
            ("../../etc/passwd", "passwd"),
            ("a%22b%0D%0A.txt", "a\"b.txt"),
            ("gpj.\u{202e}exe", "gpj.exe"),
            ("a\tb\u{0}c", "abc"),
            ("..", "file"),
            ("folder/", "file"),
            ("  ", "file"),
            ("\u{6cc}\u{6c1}.ods", "\u{6cc}\u{6c1}.ods"),
        ] {
            assert_eq!(plain_name(given), plain, "{given:?}");
        }
        assert_eq!(plain_name(&"x".repeat(5000)).len(), LONGEST_NAME);
    }

    #[test]
    fn the_longest_name_fits_into_the_description_whatever_it_is_made_of() {
        for letter in ['x', '"', '\u{1f4b7}'] {
            let described = Described {
                name: plain_name(&letter.to_string().repeat(5000)),
                media_type: plain_type(&"x".repeat(LONGEST_TYPE)),
                size: 1,
            };
            assert!(described.sealed_size().is_ok(), "{letter}");
        }
        assert_eq!(plain_type("text/\u{202e}"), "application/octet-stream");
    }
}
