//! What a walk is made of: any policy within the ceilings, people who come and go, a list of steps.
//!
//! In a step some days pass and somebody tries something. Most steps take a concern further (a holder of the stage
//! asked does one of the things it waits for), so that walks come far; some do anything that is allowed, and some try
//! anything at all, which is mostly refused.

use daylight_domain::calendar::add_days;
use daylight_domain::*;
use proptest::prelude::*;

use crate::world::*;

/// One step of a walk.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) days: u16,
    pub(crate) who: usize,
    pub(crate) how: How,
    pub(crate) pick: usize,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum How {
    Further,
    Allowed,
    Blindly,
}

pub(crate) fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    let days = prop_oneof![20 => Just(0), 8 => 1_u16..3, 3 => 3_u16..16, 1 => 16_u16..60];
    let how = prop_oneof![8 => Just(How::Further), 1 => Just(How::Allowed), 1 => Just(How::Blindly)];
    let step = (days, 0_usize..840, how, 0_usize..840);
    let step = step.prop_map(|(days, who, how, pick)| Step { days, who, how, pick });
    prop::collection::vec(step, 1..most)
}

/// Any policy within the ceilings, on two to four stages.
pub(crate) fn policies() -> impl Strategy<Value = Policy> {
    let days = (
        1_u16..=7,
        1_u16..=28,
        1_u16..=7,
        1_u16..=28,
        1_u16..=14,
        1_u16..=7,
        1_u16..=7,
    );
    let rest = (1_u16..=2, 1_u16..=3, 1_u16..=6, 1_u16..=28, 14_u16..=28, 0_u8..4);
    (days, rest).prop_map(|(days, rest)| {
        let (acknowledge, decision, answer, referral, dispute, treatment, again) = days;
        let (lost, feedback, conclude, extension, reporter, route) = rest;
        let mut policy = policy();
        policy.clocks = Clocks {
            lost_data_days: lost,
            acknowledge_days: acknowledge,
            first_decision_days: decision,
            feedback_months: feedback,
            stage_answer_days: answer,
            referral_review_days: referral,
            dispute_days: dispute,
            conclude_months: conclude,
            later_treatment_days: treatment,
            last_stage_again_days: again,
            extension_days: extension,
            reporter_answer_days: reporter,
            ..policy.clocks
        };
        routed(policy, route)
    })
}

/// The route of the example, one without the chair, or one with a stage between that nobody has ever held.
fn routed(mut policy: Policy, route: u8) -> Policy {
    match route {
        0 => drop(policy.stages.remove(1)),
        1 => {
            let mut empty = policy.stages[1].clone();
            empty.offices[0].id = office("vacant");
            policy.stages.insert(2, empty);
        }
        _ => {}
    }
    policy
}

/// People who come, go and are away at any time in the first months; sometimes a second holder outside; sometimes the
/// channel is closed on the way.
pub(crate) fn rosters() -> impl Strategy<Value = Roster> {
    let away = prop::option::of((0_usize..4, 61_u16..200, 1_u16..60));
    let gone = prop::option::of((0_usize..4, 61_u16..260));
    let shut = prop::option::weighted(0.2, 61_u16..260);
    let all = (any::<bool>(), prop::option::of(61_u16..300), away, gone, shut);
    all.prop_map(|(second, joins, away, gone, shut)| {
        let first = day("2026-01-01");
        let holders = [GUARDIAN, DEPUTY, CHAIR, OUTSIDE];
        let mut people = People::founded();
        if second {
            people.found(OUTSIDE_TWO, Role::Holder, Some("outside"));
        }
        let mut later: Vec<(Date, u8, usize, u16)> = Vec::new();
        later.extend(joins.map(|on| (add_days(first, on), 0, 0, 0)));
        later.extend(away.map(|(who, on, long)| (add_days(first, on), 1, who, long)));
        later.extend(shut.map(|on| (add_days(first, on), 3, 0, 0)));
        later.extend(gone.map(|(who, on)| (add_days(first, on), 2, who, 0)));
        later.sort_unstable();
        for (from, what, who, long) in later {
            let before = people.clone();
            let date = from.to_string();
            match what {
                0 => people.join(NEWCOMER, "guardian", CHAIR, GUARDIAN, &date),
                1 => {
                    let away = Act::Absent {
                        person: holders[who],
                        from,
                        until: add_days(from, long),
                    };
                    people.add(from, holders[who], away);
                }
                3 => drop(people.add(from, OPERATOR, Act::ChannelClosed {})),
                _ => people.retire(holders[who], if who == 3 { AUDITOR } else { OUTSIDE }, &date),
            }
            // Somebody who had to sign may be gone by then: that change did not happen.
            if people.build().is_err() {
                people = before;
            }
        }
        people.roster()
    })
}

pub(crate) fn urgencies() -> impl Strategy<Value = Urgency> {
    prop_oneof![4 => Just(Urgency::Ordinary), 1 => Just(Urgency::DataLoss), 1 => Just(Urgency::Danger)]
}

pub(crate) fn left_out() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![6 => Just(vec![]), 1 => Just(vec![1]), 1 => Just(vec![2]), 1 => Just(vec![1, 2])]
}

prop_compose! {
    pub(crate) fn worlds()(
        policy in policies(), roster in rosters(), urgency in urgencies(), left_out in left_out()
    ) -> World {
        let last = policy.last_stage().0;
        let left_out: Vec<u8> = left_out.into_iter().filter(|stage| *stage < last).collect();
        World::with(policy, roster, "2026-03-02", urgency, &left_out)
    }
}
