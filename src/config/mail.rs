//! `[mail]` of `daylight.toml`: how mail leaves, and what of it cannot be right. Opens no connection.

use std::net::IpAddr;
use std::path::PathBuf;

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::is_this_machine;

/// How mail leaves.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mail {
    /// The folder that takes each mail as an `.eml` file, when there is no `smtp`.
    pub folder: PathBuf,
    /// The sender's address.
    pub sender: String,
    /// The server that carries mail on.
    pub smtp: Option<Smtp>,
}

impl Default for Mail {
    fn default() -> Self {
        Self {
            folder: "mail".into(),
            sender: "daylight@localhost".into(),
            smtp: None,
        }
    }
}

/// A mail server, spoken to by SMTP.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Smtp {
    /// Its name, which its certificate must bear, or its number.
    pub host: String,
    /// Its port; left out, the usual one: 465 for `tls`, 587 for `starttls`, 25 for `none`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<u16>,
    /// How the way there is protected.
    #[serde(default)]
    pub security: Security,
    /// The name to sign in with. Left out: the server takes mail without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// The file that holds the password, and nothing else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password_file: Option<PathBuf>,
    /// A certificate file (PEM) to trust instead of the public authorities: for a server of one's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate_file: Option<PathBuf>,
    /// How long one mail may take, from connecting to the server's "taken". Then it is tried again later.
    #[serde(default = "a_minute")]
    pub timeout_seconds: u64,
    /// Known so that it can be refused without being repeated in a message.
    #[serde(default, skip_serializing)]
    password: Option<IgnoredAny>,
}

fn a_minute() -> u64 {
    60
}

/// How the way to the mail server is protected. There is no "if the server can": who stands in between would say no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte (RFC 8314).
    #[default]
    Tls,
    /// TLS after a first word in clear (RFC 3207); a server that does not offer it gets no mail.
    Starttls,
    /// Nothing: only to this very machine.
    None,
}

impl Smtp {
    /// The port to connect to.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(match self.security {
            Security::Tls => 465,
            Security::Starttls => 587,
            Security::None => 25,
        })
    }

    /// Names the first field that cannot be right.
    pub fn check(&self) -> Result<(), String> {
        let is_number = self.host.parse::<IpAddr>().is_ok();
        let odd = |c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-');
        if self.host.is_empty() || (!is_number && self.host.contains(odd)) {
            return Err(format!(
                "mail.smtp.host is {:?}; it must be a name such as mail.example.org, without scheme or port",
                self.host
            ));
        }
        if self.port == Some(0) {
            return Err("mail.smtp.port is 0; it must be from 1 to 65535, or be left out".to_owned());
        }
        if self.security == Security::None && !is_this_machine(&self.host) {
            return Err(format!(
                "mail.smtp.security is \"none\", but {} is not this machine: take \"tls\" or \"starttls\"",
                self.host
            ));
        }
        if self.password.is_some() {
            return Err(
                "mail.smtp.password is no field: write the password into a file that only the service reads, \
                 and name it in mail.smtp.password_file"
                    .to_owned(),
            );
        }
        match (&self.user, &self.password_file) {
            (Some(user), _) if user.is_empty() => {
                return Err("mail.smtp.user is empty; leave it out if the server asks for none".to_owned());
            }
            (Some(_), None) => {
                return Err("mail.smtp.user needs mail.smtp.password_file beside it".to_owned());
            }
            (None, Some(_)) => {
                return Err("mail.smtp.password_file needs mail.smtp.user beside it".to_owned());
            }
            _ => {}
        }
        for (name, file) in [
            ("password_file", &self.password_file),
            ("certificate_file", &self.certificate_file),
        ] {
            if file.as_ref().is_some_and(|file| file.as_os_str().is_empty()) {
                return Err(format!(
                    "mail.smtp.{name} is empty; write a path, or leave it out"
                ));
            }
        }
        if self.security == Security::None && self.certificate_file.is_some() {
            return Err(
                "mail.smtp.certificate_file has no use with security = \"none\"; leave one of them out"
                    .to_owned(),
            );
        }
        if !(1..=120).contains(&self.timeout_seconds) {
            return Err(format!(
                "mail.smtp.timeout_seconds is {}; it must be from 1 to 120",
                self.timeout_seconds
            ));
        }
        Ok(())
    }
}

impl Mail {
    pub(super) fn check(&self) -> Result<(), String> {
        let odd = |c: char| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c);
        let parts: Vec<&str> = self.sender.split('@').collect();
        if parts.len() != 2 || parts.iter().any(|part| part.is_empty() || part.contains(odd)) {
            return Err("mail.sender must be an address, for instance daylight@example.org".to_owned());
        }
        if self.folder.as_os_str().is_empty() {
            return Err("mail.folder is empty; write a path, or leave the line out".to_owned());
        }
        self.smtp.as_ref().map_or(Ok(()), Smtp::check)
    }

    /// The part of the sender's address after the `@`: the only name a mail server is told.
    pub fn domain(&self) -> &str {
        self.sender
            .split_once('@')
            .map_or("localhost", |(_, domain)| domain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smtp(fields: &str) -> Result<Smtp, String> {
        let smtp: Smtp = toml::from_str(fields).map_err(|error| error.to_string())?;
        smtp.check()?;
        Ok(smtp)
    }

    #[test]
    fn a_server_is_named_by_its_host_alone_and_then_reached_by_tls() {
        let smtp = smtp("host = \"mail.example.org\"").unwrap();
        assert_eq!(
            (smtp.security, smtp.port(), smtp.timeout_seconds),
            (Security::Tls, 465, 60)
        );
        let text = toml::to_string(&smtp).unwrap();
        assert_eq!(self::smtp(&text).unwrap().port(), 465, "{text}");
    }

    #[test]
    fn only_this_machine_is_spoken_to_in_clear() {
        for host in ["127.0.0.1", "::1", "localhost", "127.8.9.1"] {
            assert!(
                smtp(&format!("host = {host:?}\nsecurity = \"none\"")).is_ok(),
                "{host}"
            );
        }
        for host in ["mail.example.org", "10.0.0.1", "localhost.example.org", "0.0.0.0"] {
            let error = smtp(&format!("host = {host:?}\nsecurity = \"none\"")).unwrap_err();
            assert!(error.contains("security"), "{error}");
        }
    }

    #[test]
    fn every_wrong_field_is_named_and_a_password_never_repeated() {
        for (fields, named) in [
            ("", "host"),
            ("host = \"\"", "host"),
            ("host = \"smtps://mail.example.org\"", "host"),
            ("host = \"mail.example.org:465\"", "host"),
            ("host = \"a\"\nport = 0", "port"),
            ("host = \"a\"\nport = 65536", "port"),
            ("host = \"a\"\nsecurity = \"opportunistic\"", "security"),
            ("host = \"a\"\nuser = \"u\"", "password_file"),
            ("host = \"a\"\nuser = \"\"\npassword_file = \"p\"", "user"),
            ("host = \"a\"\npassword_file = \"p\"", "user"),
            ("host = \"a\"\npassword = \"hunter2\"", "password_file"),
            ("host = \"a\"\ntimeout_seconds = 0", "timeout_seconds"),
            ("host = \"a\"\ntimeout_seconds = 121", "timeout_seconds"),
            (
                "host = \"::1\"\nsecurity = \"none\"\ncertificate_file = \"c\"",
                "certificate_file",
            ),
            ("host = \"a\"\nhelo = \"me\"", "helo"),
        ] {
            let error = smtp(fields).unwrap_err();
            assert!(error.contains(named), "{error}");
            assert!(!error.contains("hunter2"), "{error}");
        }
    }
}
