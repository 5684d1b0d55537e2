//! The one page of this version: what this is, that there is no form on it yet, how to send a concern all the same.
//! Knows the policy's words; no script, no form, no request.

use askama::Template;
use daylight_domain::Policy;

/// What a visitor reads who opens the address in a browser.
#[derive(Template)]
#[template(
    ext = "html",
    source = r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Raise a concern</title>
</head>
<body>
<main>
<h1>Raise a concern</h1>
{% if let Some(policy) = policy %}
<p>This is the concern service for {{ policy.organisation }}. It runs Daylight.</p>
{% else %}
<p>This is a concern service. It runs Daylight.</p>
{% endif %}
<p><strong>If somebody is in danger now, call the emergency number first.</strong></p>
<p>There is no form on this page yet. In this version a concern is sent with a program, <code>daylight</code>,
on your own computer. It seals what you write before it leaves your computer. The people who run this
service cannot read it.</p>

<h2>Before you start</h2>
<ul>
<li>Do not use a work computer, phone or wifi. We cannot hide your visit from your employer's network.</li>
<li>This service does not write down your internet address, your browser or the hour. One exception: if you choose
<em>danger</em>, those who receive it are alerted at once, so they learn the hour.</li>
<li>You do not need proof. Do not go looking for more.</li>
<li>We cannot stop anybody from recognising you by what only you know. Leave that out.</li>
<li>If you do not trust the people who run this service, get the program and the key of the log from somebody else:
the key stands on the poster.</li>
</ul>

<h2>How to send a concern</h2>
<p>Put the address of this page where it says ADDRESS.</p>
<pre>daylight submit --url ADDRESS --log-key KEYFILE</pre>
<p>You get a tracking code of seven words, and the dates by which somebody must act. Write the code on paper.
If you lose it, your concern still goes ahead, but you will not be able to read replies.</p>
<pre>daylight track --url ADDRESS</pre>
<p>This shows where your concern is, the dates, and what was written to you. You can write back with it.</p>

<h2>Who gets it</h2>
{% if let Some(policy) = policy %}
<ol>
{% for stage in policy.stages %}
<li>{{ stage.name }}:
{% for office in stage.offices %}{{ office.name }}{% if !loop.last %}, {% endif %}{% endfor %}{% if stage.outside %}
(outside {{ policy.organisation }}){% endif %}</li>
{% endfor %}
</ol>
<p>If a date passes without an answer, your concern goes to the next on this list by itself. Nobody can stop
that with a button here. Whoever breaks the machine can stop it; the receipt that you keep shows that they did.</p>
<p>When you send, you can leave out anybody on this list except the last.</p>

<h2>Other ways</h2>
<p>You can go to these at any time, before or after you send a concern here.</p>
<ul>
{% for route in policy.outside_routes %}
<li>{{ route.name }}: {{ route.reach }}</li>
{% endfor %}
</ul>
{% else %}
<p>The list of who gets it, and of other ways, cannot be shown at the moment. Please load this page again later.</p>
{% endif %}

<h2>For people who check</h2>
<p>The published record is at <a href="/api/v1/ledger/checkpoint">/api/v1/ledger/checkpoint</a>, and everything
this service answers is listed in <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
</main>
</body>
</html>
"#
)]
pub(crate) struct Home {
    /// The policy in force; none when it cannot be read now.
    pub(crate) policy: Option<Policy>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(policy: Option<&str>) -> String {
        Home {
            policy: policy.map(|toml| Policy::parse(toml).unwrap()),
        }
        .render()
        .unwrap()
    }

    const EXAMPLE: &str = include_str!(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/config/policies/example.toml"
    ));

    #[test]
    fn the_page_names_the_last_stage_and_every_way_outside() {
        let page = page(Some(EXAMPLE));
        let policy = Policy::parse(EXAMPLE).unwrap();
        assert!(page.contains("Example Council"));
        for route in &policy.outside_routes {
            assert!(page.contains(&route.reach), "{}", route.reach);
        }
        for stage in &policy.stages {
            assert!(page.contains(&stage.name), "{}", stage.name);
        }
    }

    #[test]
    fn the_page_is_honest_and_asks_nothing_with_and_without_a_policy() {
        for page in [page(Some(EXAMPLE)), page(None)] {
            assert!(page.contains("no form"), "{page}");
            assert!(page.contains("daylight submit --url"));
            for forbidden in [
                "<script", "<form", "<style", "style=", " onclick", "http://", "<img",
            ] {
                assert!(!page.contains(forbidden), "{forbidden}");
            }
        }
    }

    #[test]
    fn words_of_a_policy_are_words_on_the_page() {
        let page = page(Some(
            &EXAMPLE.replace("Example Council (demonstration)", "<b>Council</b>"),
        ));
        assert!(!page.contains("<b>"));
        assert!(page.contains("Council"));
    }
}
