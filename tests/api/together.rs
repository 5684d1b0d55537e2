//! Concerns that arrive at the same moment share a transaction, and nothing else: what is wrong with one is told to its
//! sender alone.

use daylight::api::{Accepted, Bytes, Submission};
use daylight::client::http::Caller;
use daylight_domain::Urgency;

use crate::harness::TestApp;

#[test]
fn concerns_that_arrive_at_once_are_all_kept_and_a_bad_one_is_refused_alone() {
    let app = TestApp::start();
    let mut requests: Vec<Submission> = (0..6).map(|_| sealed(&app)).collect();
    // One is sent twice, and one comes with the locator of another.
    requests.push(requests[0].clone());
    let taken = requests[1].locator_hash;
    requests.push(Submission {
        locator_hash: taken,
        ..sealed(&app)
    });

    let client = app.client().clone();
    let answers: Vec<Result<Accepted, String>> = std::thread::scope(|scope| {
        let threads: Vec<_> = requests
            .iter()
            .map(|request| {
                let client = client.clone();
                scope.spawn(move || {
                    client
                        .post("concerns", Caller::Anyone, request)
                        .map_err(|error| error.to_string())
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });

    let kept: Vec<&Accepted> = answers.iter().filter_map(|answer| answer.as_ref().ok()).collect();
    assert_eq!(kept.len(), 7, "{answers:?}");
    assert_eq!(
        answers[0].as_ref().unwrap(),
        answers[6].as_ref().unwrap(),
        "the same concern, the same receipt"
    );
    let refused: Vec<usize> = (0..8).filter(|at| answers[*at].is_err()).collect();
    assert!(
        refused == [1] || refused == [7],
        "whoever came second to the locator: {refused:?}"
    );
    assert!(
        answers[refused[0]]
            .as_ref()
            .unwrap_err()
            .contains("make a new one"),
        "{answers:?}"
    );
}

fn sealed(app: &TestApp) -> Submission {
    let (_, sealed) = app.seal(&[], Urgency::Ordinary);
    let bytes = |part: &daylight::crypto::seal::Sealed| Bytes(part.as_bytes().to_vec());
    Submission {
        manifest: String::from_utf8(sealed.manifest_bytes.clone()).unwrap(),
        // No code is needed here: any digest does.
        locator_hash: sealed.manifest.about,
        about: bytes(&sealed.about),
        account: bytes(&sealed.account),
        capsules: sealed.capsules.iter().map(bytes).collect(),
    }
}
