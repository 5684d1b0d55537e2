//! Mail over SMTP (RFC 5321): by TLS, or to this very machine. One connection a mail, and a bound on its whole time.

use std::path::PathBuf;
use std::time::Duration;

use lettre::Address;
use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use zeroize::Zeroizing;

use super::{Mailer, NotSent, Outgoing};
use crate::config::{Config, Security, Smtp};

/// How long `check` may take, whatever a mail may take.
const LONGEST_CHECK: Duration = Duration::from_secs(10);
const LONGEST_GOODBYE: Duration = Duration::from_secs(1);
/// The server's own words are for the operator; more of them than this is no help.
const LONGEST_REASON: usize = 200;

/// Hands each mail to the server that `[mail.smtp]` names.
#[derive(Clone, Debug)]
pub struct SmtpMailer {
    settings: Smtp,
    sender: String,
    hello: String,
    password_file: Option<PathBuf>,
    certificate_file: Option<PathBuf>,
    within: Duration,
}

impl SmtpMailer {
    /// From the configuration; `None` if it names no server. Nothing is read or opened yet: a password file that is
    /// gone stops mail, and nothing but mail.
    pub fn of(config: &Config) -> Option<Self> {
        let settings = config.mail.smtp.clone()?;
        let path = |file: &Option<PathBuf>| file.as_ref().map(|file| config.path(file));
        Some(Self {
            sender: config.mail.sender.clone(),
            hello: config.mail.domain().to_owned(),
            password_file: path(&settings.password_file),
            certificate_file: path(&settings.certificate_file),
            within: Duration::from_secs(settings.timeout_seconds),
            settings,
        })
    }

    /// The same with another bound on the time of a mail. For tests, which do not wait for a minute.
    #[must_use]
    pub fn within(mut self, longest: Duration) -> Self {
        self.within = longest;
        self
    }

    /// Connected, under TLS as demanded, and signed in.
    async fn connect(&self) -> Result<AsyncSmtpConnection, NotSent> {
        // Read each time: a changed password or certificate counts from the next mail, without a restart.
        let credentials = self.credentials()?;
        let tls = self.tls()?;
        // Our domain, not lettre's default: the name of the machine is nobody's business.
        let hello = ClientId::Domain(self.hello.clone());
        let at_once = tls.clone().filter(|_| self.settings.security == Security::Tls);
        // Half the time for one address, so that of two the second is tried as well.
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            (self.settings.host.as_str(), self.settings.port()),
            self.within.checked_div(2),
            &hello,
            at_once,
            None,
        )
        .await
        .map_err(|error| unreachable("it does not answer as a mail server", &error))?;
        if let (Security::Starttls, Some(tls)) = (self.settings.security, tls) {
            // Fails if the server does not offer it: who stands in between may have cut the offer out (RFC 3207, 6).
            connection
                .starttls(tls, &hello)
                .await
                .map_err(|error| unreachable("it does not start TLS", &error))?;
        }
        if let Some(credentials) = credentials {
            connection
                .auth(&[Mechanism::Plain, Mechanism::Login], &credentials)
                .await
                .map_err(|error| unreachable("it does not let us sign in", &error))?;
        }
        Ok(connection)
    }

    fn credentials(&self) -> Result<Option<Credentials>, NotSent> {
        let (Some(user), Some(file)) = (&self.settings.user, &self.password_file) else {
            return Ok(None);
        };
        let text = std::fs::read_to_string(file)
            .map(Zeroizing::new)
            .map_err(|error| {
                NotSent::Unreachable(format!(
                    "cannot read the password file {}: {error}",
                    file.display()
                ))
            })?;
        let password = text.trim_end_matches(['\r', '\n']);
        if password.is_empty() {
            return Err(NotSent::Unreachable(format!(
                "the password file {} is empty",
                file.display()
            )));
        }
        Ok(Some(Credentials::new(user.clone(), password.to_owned())))
    }

    fn tls(&self) -> Result<Option<TlsParameters>, NotSent> {
        if self.settings.security == Security::None {
            return Ok(None);
        }
        let mut builder = TlsParameters::builder(self.settings.host.clone());
        if let Some(file) = &self.certificate_file {
            let wrong = |why: String| {
                NotSent::Unreachable(format!(
                    "cannot use the certificate file {}: {why}",
                    file.display()
                ))
            };
            let pem = std::fs::read(file).map_err(|error| wrong(error.to_string()))?;
            let certificate = Certificate::from_pem(&pem).map_err(|error| wrong(error.to_string()))?;
            builder = builder
                .certificate_store(CertificateStore::None)
                .add_root_certificate(certificate);
        }
        builder
            .build_rustls()
            .map(Some)
            .map_err(|error| unreachable("TLS cannot be prepared", &error))
    }

    async fn hand_over(&self, envelope: &Envelope, message: &[u8]) -> Result<AsyncSmtpConnection, NotSent> {
        let mut connection = self.connect().await?;
        match connection.send(envelope, message).await {
            Ok(_) => Ok(connection),
            // 421: the server goes away, for everybody (RFC 5321, 4.2.3). 5xx is tried again like 4xx: a server set
            // up wrongly for a day says 550 as firmly as one that knows.
            Err(error) if error.status().is_some_and(|code| code.to_string() != "421") => {
                Err(NotSent::Refused(brief(&error.to_string())))
            }
            Err(error) => Err(unreachable("it did not take a mail to the end", &error)),
        }
    }

    async fn bounded<T>(
        &self,
        longest: Duration,
        work: impl Future<Output = Result<T, NotSent>>,
    ) -> Result<T, NotSent> {
        let late = |_| NotSent::Unreachable("it did not answer in time".to_owned());
        tokio::time::timeout(longest, work).await.map_err(late)?
    }
}

#[async_trait::async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &Outgoing) -> Result<(), NotSent> {
        let address = |text: &str| {
            text.parse::<Address>().map_err(|_| {
                NotSent::Refused("the person's or the sender's address is no mail address".to_owned())
            })
        };
        let envelope = Envelope::new(Some(address(&self.sender)?), vec![address(&mail.to)?])
            .map_err(|error| NotSent::Refused(error.to_string()))?;
        let work = self.hand_over(&envelope, mail.message.as_bytes());
        let mut connection = self.bounded(self.within, work).await?;
        // The server has said that it took the mail: how it says goodbye changes nothing.
        let _ = tokio::time::timeout(LONGEST_GOODBYE, connection.quit()).await;
        Ok(())
    }

    fn longest(&self) -> Duration {
        self.within.saturating_add(LONGEST_GOODBYE)
    }

    async fn check(&self) -> Result<(), NotSent> {
        let mut connection = self
            .bounded(self.within.min(LONGEST_CHECK), self.connect())
            .await?;
        let _ = tokio::time::timeout(LONGEST_GOODBYE, connection.quit()).await;
        Ok(())
    }

    fn place(&self) -> String {
        let way = match self.settings.security {
            Security::Tls => "TLS",
            Security::Starttls => "STARTTLS",
            Security::None => "no TLS",
        };
        format!(
            "the mail server {}, port {}, by {way}",
            self.settings.host,
            self.settings.port()
        )
    }
}

fn unreachable(what: &str, error: &Error) -> NotSent {
    NotSent::Unreachable(format!("{what}: {}", brief(&error.to_string())))
}

/// A stranger's words for a log line: one line, no control characters, not long.
fn brief(words: &str) -> String {
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    words.chars().take(LONGEST_REASON).map(plain).collect()
}
