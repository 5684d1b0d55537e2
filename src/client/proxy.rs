//! Whether a call goes through a proxy, and which. The variables of the environment come in as values; names of
//! hosts are never looked up on this machine when a proxy of the SOCKS kind is set.

use ureq::http::Uri;
use ureq::{Proxy, ProxyBuilder, ProxyProtocol};

use super::problem::CallFailed;

/// The variables that name a proxy, the first one set counts. `HTTP_PROXY` is not among them: plain http goes to this
/// machine and to onion services alone.
const VARIABLES: [&str; 4] = ["ALL_PROXY", "all_proxy", "HTTPS_PROXY", "https_proxy"];
/// The variables that name hosts to be called without it.
const EXCEPT: [&str; 2] = ["NO_PROXY", "no_proxy"];

/// The proxy that a person has set, if any.
#[derive(Clone, Debug, Default)]
pub struct Way {
    proxy: Option<Proxy>,
    /// The same without the hosts that are excepted: an onion service is never called without its proxy.
    for_onions: Option<Proxy>,
}

impl Way {
    /// No proxy.
    pub fn direct() -> Self {
        Self::default()
    }

    /// From the environment's variables, as `variable` gives them. Fails for a proxy that cannot be used: going
    /// without it would show the visit to those from whom it was to be hidden.
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Result<Self, CallFailed> {
        let set =
            |name: &&'static str| Some((*name, variable(name).filter(|value| !value.trim().is_empty())?));
        let Some((name, value)) = VARIABLES.iter().find_map(set) else {
            return Ok(Self::direct());
        };
        let unusable = |_| CallFailed::Proxy {
            variable: name.to_owned(),
        };
        let given = Proxy::new(value.trim()).map_err(unusable)?;
        // socks5 and socks4 would have us ask the name service of this network; their other forms leave it to the proxy.
        let protocol = match given.protocol() {
            ProxyProtocol::Socks5 => ProxyProtocol::Socks5h,
            ProxyProtocol::Socks4 => ProxyProtocol::Socks4A,
            other => other,
        };
        let except = EXCEPT
            .iter()
            .find_map(set)
            .map(|(_, value)| value)
            .unwrap_or_default();
        let build = |except: &str| {
            let mut proxy = Proxy::builder(protocol).host(given.host()).port(given.port());
            if let Some(username) = given.username() {
                proxy = proxy.username(username);
            }
            if let Some(password) = given.password() {
                proxy = proxy.password(password);
            }
            let hosts = except.split(',').map(str::trim).filter(|host| !host.is_empty());
            hosts
                .fold(proxy, ProxyBuilder::no_proxy)
                .build()
                .map_err(unusable)
        };
        let knows_onions = matches!(protocol, ProxyProtocol::Socks5h | ProxyProtocol::Socks4A);
        Ok(Self {
            proxy: Some(build(&except)?),
            for_onions: knows_onions.then(|| build("")).transpose()?,
        })
    }

    /// The proxy for an address. This machine is called without one; an onion service only through one that looks the
    /// name up itself.
    pub(super) fn to(&self, uri: &Uri) -> Result<Option<Proxy>, CallFailed> {
        let host = uri.host().unwrap_or_default();
        if is_this_machine(host) {
            return Ok(None);
        }
        if is_onion(host) {
            return match &self.for_onions {
                Some(proxy) => Ok(Some(proxy.clone())),
                None => Err(CallFailed::OnionNeedsTor),
            };
        }
        Ok(self.proxy.clone())
    }
}

/// Whether a host is this machine itself.
pub(super) fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Whether a host is an onion service. Its name must not be asked of any name service (RFC 7686 section 2).
pub fn is_onion(host: &str) -> bool {
    host.trim_end_matches('.')
        .to_ascii_lowercase()
        .ends_with(".onion")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(variables: &[(&str, &str)]) -> Result<Way, CallFailed> {
        Way::from_variables(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn to(way: &Way, uri: &str) -> Result<Option<Proxy>, CallFailed> {
        way.to(&uri.parse().unwrap())
    }

    #[test]
    fn this_machine_is_never_called_through_a_proxy() {
        let tor = way(&[("ALL_PROXY", "socks5h://127.0.0.1:9050")]).unwrap();
        for uri in ["http://127.0.0.1:8080/", "http://localhost/", "http://[::1]/"] {
            assert!(to(&tor, uri).unwrap().is_none(), "{uri}");
        }
        assert!(to(&tor, "https://example.org/").unwrap().is_some());
    }

    #[test]
    fn an_onion_service_is_called_through_a_proxy_that_looks_its_name_up_and_not_at_all_without() {
        let onion = "http://abc.onion/";
        for variables in [vec![], vec![("HTTPS_PROXY", "http://proxy.example:3128")]] {
            let way = way(&variables).unwrap();
            assert!(matches!(to(&way, onion), Err(CallFailed::OnionNeedsTor)));
        }
        for proxy in [
            "socks5h://127.0.0.1:9050",
            "socks5://127.0.0.1:9050",
            "socks4a://127.0.0.1:9050",
        ] {
            let way = way(&[("all_proxy", proxy), ("NO_PROXY", "*,.onion")]).unwrap();
            let proxy = to(&way, onion).unwrap().unwrap();
            assert!(!proxy.resolve_target());
            assert!(!proxy.is_no_proxy(&onion.parse().unwrap()));
        }
    }

    #[test]
    fn a_proxy_that_cannot_be_used_stops_the_call_rather_than_being_passed_over() {
        for bad in ["gopher://a:1", "://", "socks5h://"] {
            let Err(CallFailed::Proxy { variable }) = way(&[("ALL_PROXY", bad)]) else {
                panic!("{bad}");
            };
            assert_eq!(variable, "ALL_PROXY");
        }
        assert!(way(&[("ALL_PROXY", " ")]).unwrap().proxy.is_none());
    }

    #[test]
    fn the_proxy_for_everything_goes_before_the_one_for_https() {
        let way = way(&[
            ("HTTPS_PROXY", "http://work.example:3128"),
            ("ALL_PROXY", "socks5h://127.0.0.1:9050"),
            ("NO_PROXY", "near.example"),
        ])
        .unwrap();
        let proxy = to(&way, "https://far.example/").unwrap().unwrap();
        assert_eq!(proxy.port(), 9050);
        assert!(proxy.is_no_proxy(&"https://near.example/".parse().unwrap()));
    }
}
