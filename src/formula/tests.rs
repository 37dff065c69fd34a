//! Formulas read and computed.

use std::ops::Range;

use super::*;
use crate::model::Rounding;

/// A scope of a few names.
struct Names;

fn known(text: &str) -> Value {
    Value::Known(text.parse().unwrap())
}

impl Scope for Names {
    fn named(&mut self, name: &[String], _: &Range<usize>) -> Option<Named> {
        Some(match name.join(".").as_str() {
            "levels" => Named::One(known("334")),
            "levels.优" => Named::One(known("201")),
            "levels.良" => Named::One(known("119")),
            "levels.parts" => Named::Many(vec![known("201"), known("119"), known("12"), known("2")]),
            "six.PM2.5" => Named::One(known("24.50")),
            "2021.air.pm25" => Named::One(known("25")),
            "none" => Named::One(known("0")),
            "later" => Named::One(Value::Missing),
            "hidden" => Named::One(Value::Masked),
            "never" => Named::One(Value::NotApplicable),
            "few" => Named::One(Value::BelowUnit(Decimal::ONE)),
            _ => return None,
        })
    }

    fn rounding(&self) -> Rounding {
        Rounding::HalfEven
    }
}

fn computed(text: &str) -> Result<Computed, Lack> {
    evaluate(&parse(text).map_err(Lack::Fault)?, &mut Names)
}

#[test]
fn formulas_compute_in_exact_decimals() {
    for (text, expected, places) in [
        ("(levels.优 + levels.良) / levels * 100", "95.808383233532934131736526946", 1),
        ("0.1 + 0.2", "0.3", 1),
        ("2 + 3 * 4", "14", 0),
        ("-levels + 1", "-333", 0),
        ("10 - 4 - 3", "3", 0),
        ("sum(levels.parts)", "334", 0),
        ("sum(levels.优, levels.良)", "320", 0),
        ("max(levels.parts) - min(levels.parts)", "199", 0),
        ("mean(levels.parts)", "83.5", 1),
        ("six.\"PM2.5\" * 2", "49.00", 2),
        ("round(2 / 3, 2)", "0.67", 2),
        ("round(0.125, 2)", "0.12", 2),
        ("2021.air.pm25", "25", 0),
    ] {
        let result = computed(text).unwrap();
        let digits = result.number.round_dp(25).normalize();
        let expected: Decimal = expected.parse().unwrap();
        assert_eq!((digits, result.places), (expected.round_dp(25).normalize(), places), "{text}");
    }
}

#[test]
fn masked_beats_missing_beats_not_applicable() {
    for (text, expected) in [
        ("hidden + later + never", Value::Masked),
        ("never + later", Value::Missing),
        ("never + 1", Value::NotApplicable),
        ("hidden / none", Value::Masked),
        ("few + hidden", Value::Masked),
    ] {
        assert_eq!(computed(text), Err(Lack::Value(expected)), "{text}");
    }
}

#[test]
fn faults_have_their_place_in_the_formula() {
    for (text, kind, range) in [
        ("levels / none", FormulaFaultKind::DivisionByZero, 0..13),
        ("levels.parts + 1", FormulaFaultKind::ListAsValue, 0..12),
        ("1 + ", FormulaFaultKind::Expected(Expected::Value), 3..3),
        ("(1 + 2", FormulaFaultKind::Unclosed, 0..1),
        ("1 2", FormulaFaultKind::Expected(Expected::Operator), 2..3),
        ("1，2", FormulaFaultKind::Character('，'), 1..4),
        ("summ(levels.parts)", FormulaFaultKind::UnknownFunction("summ".into(), Some("sum".into())), 0..4),
        ("round(1)", FormulaFaultKind::Arguments("round(x, n)"), 0..8),
        ("few + 1", FormulaFaultKind::BelowUnit, 0..3),
        ("2x", FormulaFaultKind::Expected(Expected::Operator), 0..2),
    ] {
        assert_eq!(computed(text), Err(Lack::Fault(FormulaFault { kind, range })), "{text}");
    }
    assert_eq!(computed("unheard"), Err(Lack::Unknown));
}

#[test]
fn deep_brackets_are_refused_not_followed() {
    let text = format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000));
    let Err(Lack::Fault(fault)) = computed(&text) else { panic!("followed") };
    assert_eq!(fault.kind, FormulaFaultKind::TooDeep);
    for text in [format!("{}1", "-".repeat(100_000)), format!("1{}", "+1".repeat(100_000)), "-".repeat(900)] {
        assert!(computed(&text).is_err());
    }
    assert_eq!(
        computed(&format!("1{}", "+1".repeat(400))).map(|result| result.number),
        Ok(Decimal::from(401))
    );
}

#[test]
fn a_check_compares_both_sides_at_the_places_of_the_coarser() {
    let holds = |text: &str| compare(&parse_check(text).unwrap(), &mut Names).map(|(holds, ..)| holds);
    assert_eq!(holds("levels = 334"), Ok(true));
    assert_eq!(holds("levels.优 / levels * 100 = 60.2"), Ok(true));
    assert_eq!(holds("levels.优 / levels * 100 = 60"), Ok(true));
    assert_eq!(holds("levels < 334"), Ok(false));
    assert_eq!(holds("levels >= sum(levels.parts)"), Ok(true));
    assert_eq!(holds("hidden = 1"), Err(Lack::Value(Value::Masked)));
    assert!(parse_check("levels").is_err());
}
