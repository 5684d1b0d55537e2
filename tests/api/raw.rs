//! The harness's own hands: plain HTTP that no client of ours would send, and a look at every cell of every table.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use daylight::store::Db as _;
use daylight::store::Tx;
use daylight_domain::{PersonId, Urgency, to_hex};
use daylight_tlog::sign_in_message;
use sea_orm::{ConnectionTrait as _, QueryResult, Statement};
use serde::Serialize;
use serde_json::{Value, json};

use crate::database;
use crate::harness::{Sent, TestApp};

/// Tables that say nothing about concerns: who is signed in, who runs the calendar, that time passes.
const UNCOUNTED: &[&str] = &["session", "lease", "heartbeat"];

/// An answer as it came.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The fixed word of a refusal; empty if it is none.
    pub(crate) fn word(&self) -> String {
        self.json()["error"].as_str().unwrap_or_default().to_owned()
    }

    /// The sentence of a refusal; empty if it is none.
    pub(crate) fn message(&self) -> String {
        self.json()["message"].as_str().unwrap_or_default().to_owned()
    }

    /// Fails the test unless it is this refusal, in words for people that say this.
    #[track_caller]
    pub(crate) fn is_refusal(&self, status: u16, word: &str, says: &str) {
        let message = self.message();
        assert_eq!((self.status, self.word().as_str()), (status, word), "{message}");
        assert!(message.contains(says), "{message:?} does not say {says:?}");
        assert!(
            message.len() > 25 && message.contains(' '),
            "no sentence: {message}"
        );
    }
}

impl TestApp {
    /// Sends exactly this. `headers` come after `Host` and `Connection`.
    pub(crate) fn call(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.replicas[0].address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: test.invalid\r\nConnection: close\r\n");
        for (name, value) in headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        if !headers.iter().any(|(name, _)| *name == "Content-Length") {
            head.extend(["Content-Length: ", &body.len().to_string(), "\r\n"]);
        }
        head.push_str("\r\n");
        let _ = stream.write_all(&[head.as_bytes(), body].concat());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        parse(&answer)
    }

    /// Sends JSON to an address of the API.
    pub(crate) fn post(&self, path: &str, token: Option<&str>, body: &impl Serialize) -> Answer {
        self.post_text(path, token, &serde_json::to_string(body).unwrap())
    }

    /// Sends text as JSON to an address of the API.
    pub(crate) fn post_text(&self, path: &str, token: Option<&str>, body: &str) -> Answer {
        self.send_text("POST", path, token, body)
    }

    /// Sends JSON by another method.
    pub(crate) fn ask(&self, method: &str, path: &str, token: Option<&str>, body: &impl Serialize) -> Answer {
        self.send_text(method, path, token, &serde_json::to_string(body).unwrap())
    }

    fn send_text(&self, method: &str, path: &str, token: Option<&str>, body: &str) -> Answer {
        let bearer = token.map(|token| format!("Bearer {token}"));
        let mut headers = vec![("Content-Type", "application/json")];
        headers.extend(bearer.as_deref().map(|bearer| ("Authorization", bearer)));
        self.call(method, &format!("/api/v1/{path}"), &headers, body.as_bytes())
    }

    /// Asks an address of the API.
    pub(crate) fn get(&self, path: &str, token: Option<&str>) -> Answer {
        let bearer = token.map(|token| format!("Bearer {token}"));
        let headers: Vec<_> = bearer
            .as_deref()
            .map(|bearer| ("Authorization", bearer))
            .into_iter()
            .collect();
        self.call("GET", &format!("/api/v1/{path}"), &headers, b"")
    }

    /// Whose key it is.
    pub(crate) fn person(&self, name: &str) -> PersonId {
        daylight_tlog::person_id(&self.key(name).signing.public())
    }

    /// The request that signs a person in.
    pub(crate) fn signed_challenge(&self, name: &str) -> Value {
        let challenge = self.post("sign-in/challenge", None, &json!({})).json()["challenge"].clone();
        let origin = self.service().log.origin();
        let message = sign_in_message(origin, challenge.as_str().unwrap());
        let key = &self.key(name).signing;
        json!({
            "person": self.person(name),
            "challenge": challenge,
            "signature": key.sign(&message),
        })
    }

    /// A token of a person, for calls no client would make.
    pub(crate) fn token(&self, name: &str) -> String {
        let session = self.post("sign-in", None, &self.signed_challenge(name));
        assert_eq!(session.status, 200, "{}", session.message());
        session.json()["token"].as_str().unwrap().to_owned()
    }

    /// Reads rows.
    pub(crate) fn rows(&self, sql: &str) -> Vec<QueryResult> {
        let connection = self.service().store.conn();
        let statement = Statement::from_string(connection.get_database_backend(), sql);
        self.runtime
            .block_on(connection.query_all_raw(statement))
            .unwrap()
    }

    /// One number.
    pub(crate) fn count(&self, sql: &str) -> i64 {
        self.rows(sql)[0].try_get_by_index(0).unwrap()
    }

    /// Changes the tables behind the service's back.
    pub(crate) fn damage(&mut self, sql: &str) {
        self.ledger_is_damaged = true;
        self.runtime.block_on(async {
            let tx: Tx = self.service().store.begin_write().await.unwrap();
            tx.conn().execute_unprepared(sql).await.unwrap();
            tx.commit().await.unwrap();
        });
    }

    /// A concern that lies on desks, and whose first part is not the one that was sent.
    pub(crate) fn submit_unsound(&mut self) -> Sent {
        let (code, sealed) = self.seal(&[], Urgency::Ordinary);
        let sent = self.send(code, &sealed);
        self.tick();
        self.bend(sealed.about.as_bytes());
        sent
    }

    /// Changes the last byte of something that a reporter sealed, where it lies.
    pub(crate) fn bend(&mut self, sealed: &[u8]) {
        let found = self
            .rows("SELECT concern, parts FROM sealed")
            .iter()
            .find_map(|row| {
                let column = |at| row.try_get_by_index::<Vec<u8>>(at).unwrap();
                let (concern, parts) = (column(0), column(1));
                let at = parts.windows(sealed.len()).position(|window| window == sealed)?;
                Some((concern, parts, at))
            });
        let (concern, mut parts, at) = found.expect("it lies there");
        *parts[at..][..sealed.len()].last_mut().unwrap() ^= 1;
        let [concern, parts] = [concern, parts].map(|column| database::bytes(&to_hex(&column)));
        self.damage(&format!(
            "UPDATE sealed SET parts = {parts} WHERE concern = {concern}"
        ));
    }

    pub(crate) fn tables(&self) -> Vec<String> {
        self.rows(database::tables())
            .iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect()
    }

    pub(crate) fn columns(&self, table: &str) -> Vec<String> {
        self.rows(&database::columns(table))
            .iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect()
    }

    /// Every cell of every table that counts, so that "nothing changed" means nothing.
    pub(crate) fn contents(&self) -> BTreeMap<String, Vec<String>> {
        let mut all = BTreeMap::new();
        for table in self
            .tables()
            .into_iter()
            .filter(|table| !UNCOUNTED.contains(&table.as_str()))
        {
            let cells: Vec<String> = self
                .columns(&table)
                .iter()
                .map(|name| database::as_text(name))
                .collect();
            let lines = format!("SELECT {} FROM \"{table}\"", cells.join(" || '|' || "));
            let mut lines: Vec<String> = self
                .rows(&lines)
                .iter()
                .map(|row| row.try_get_by_index(0).unwrap())
                .collect();
            lines.sort();
            all.insert(table, lines);
        }
        all
    }

    /// Fails the test unless the call was refused in these words and changed nothing.
    #[track_caller]
    pub(crate) fn refuses(&self, path: &str, token: Option<&str>, body: &str, refusal: (u16, &str, &str)) {
        let before = self.contents();
        let answer = self.post_text(path, token, body);
        let (status, word, says) = refusal;
        answer.is_refusal(status, word, says);
        let message = answer.message();
        // A refusal repeats nothing of what was sent: not one run of characters that could be an id or a key.
        for piece in message
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|piece| piece.len() >= 16)
        {
            assert!(
                !body.contains(piece),
                "the refusal repeats {piece:?} of what was sent"
            );
        }
        assert!(self.contents() == before, "a refused call changed something");
    }
}

fn parse(answer: &[u8]) -> Answer {
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .expect("a head of an answer");
    let head = std::str::from_utf8(&answer[..end]).unwrap();
    let mut lines = head.split("\r\n");
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    Answer {
        status,
        headers,
        body: answer[end..].strip_prefix(b"\r\n\r\n").unwrap().to_vec(),
    }
}
