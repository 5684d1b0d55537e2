//! Names stand beside the record: of somebody who has left they are erased, and the id stays.

use daylight::actions::forget_name::forget_name;
use daylight::client::people;
use daylight::client::public_file::PublicFile;
use daylight_domain::Role;
use daylight_tlog::person_id;

use crate::harness::TestApp;

const NAME: &str = "Somebody Leaving";

#[test]
fn the_name_of_whoever_has_left_is_erased_and_their_id_stays_with_what_they_signed() {
    let app = TestApp::start();
    let key = app.copy_of_key("auditor");
    let public = PublicFile {
        name: NAME.to_owned(),
        role: Role::Viewer,
        signing: daylight::crypto::sign::SigningSecret::generate(&app.entropy).public(),
        ..PublicFile::of(&key, None)
    };
    let id = person_id(&public.signing);
    let forget = |whom: &str| app.runtime.block_on(forget_name(app.service(), whom));
    let address = "leaving@test.invalid".to_owned();
    people::propose(&app.sign_in("operator"), public.half(), None, None, address).unwrap();
    app.tick();
    people::sign(&app.sign_in("outside"), id).unwrap();
    app.tick();
    app.live_through(1);
    let early = forget(NAME).unwrap_err().to_string();
    assert!(early.contains("is in service"), "{early}");
    people::retire(&app.sign_in("operator"), id).unwrap();
    app.tick();
    people::sign(&app.sign_in("outside"), id).unwrap();
    app.tick();
    assert!(forget(NAME).is_err(), "the last day is not over");
    app.live_through(1);
    let (whom, _) = forget(NAME).unwrap();
    assert_eq!(whom, id);

    assert!(forget(NAME).unwrap_err().to_string().contains("nobody here"));
    let listed = people::list(&app.sign_in("operator")).unwrap().people;
    let shown = listed.iter().find(|person| person.person == id).unwrap();
    assert_eq!((&shown.name, shown.role), (&id.to_string(), Role::Viewer));
    assert!(app.trust().roster.person(id).is_some(), "the record has them");
    let kept =
        "SELECT count(*) FROM person WHERE name = 'Somebody Leaving' OR address = 'leaving@test.invalid'";
    assert_eq!(app.count(kept), 0);
}
