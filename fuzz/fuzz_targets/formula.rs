//! Formulas and checks, computed with names that stand for large and small numbers.
#![no_main]

use std::ops::Range;

use libfuzzer_sys::fuzz_target;
use nianbao::formula::{Named, Scope, compare, evaluate, parse, parse_check};
use nianbao::model::{Rounding, Value};
use rust_decimal::Decimal;

struct Numbers;

impl Scope for Numbers {
    fn named(&mut self, name: &[String], _: &Range<usize>) -> Option<Named> {
        let known = |number| Value::Known(number);
        match name.first()?.chars().next()? {
            'a' => Some(Named::One(known(Decimal::MAX))),
            'b' => Some(Named::One(known(Decimal::MIN))),
            'c' => Some(Named::One(known(Decimal::new(1, 28)))),
            'd' => Some(Named::Many(vec![known(Decimal::MAX), known(Decimal::ONE), Value::Missing])),
            'e' => Some(Named::Many(Vec::new())),
            'f' => Some(Named::One(Value::Masked)),
            _ => None,
        }
    }

    fn rounding(&self) -> Rounding {
        Rounding::HalfEven
    }
}

fuzz_target!(|text: &str| {
    if let Ok(expression) = parse(text) {
        let _ = (evaluate(&expression, &mut Numbers).is_ok(), expression.names().len());
    }
    if let Ok(check) = parse_check(text) {
        let _ = compare(&check, &mut Numbers).is_ok();
    }
});
