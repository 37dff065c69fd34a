//! From tree to value. Masked beats missing beats not applicable; what is below the unit cannot be computed with.

use rust_decimal::Decimal;

use super::{
    Check, Expression, ExpressionKind, FormulaFault, FormulaFaultKind, Function, Named, Operator, Relation,
};
use crate::model::{Rounding, Value};
use crate::wording::round;

/// What knows the values of names.
pub trait Scope {
    /// What a name stands for; nothing if it is unknown, which the scope has reported.
    fn named(&mut self, name: &[String], range: &std::ops::Range<usize>) -> Option<Named>;
    /// How `round` rounds halves.
    fn rounding(&self) -> Rounding;
}

/// A computed number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Computed {
    /// The number, unrounded.
    pub number: Decimal,
    /// The places it is shown with where the metric does not say: those of its inputs, or one if it divides.
    pub places: u32,
}

/// Why there is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    /// An input is no number: the result is this instead.
    Value(Value),
    /// A name is unknown; that was reported.
    Unknown,
    /// The formula is wrong.
    Fault(FormulaFault),
}

/// A result of this size is a mistake, and one from which changes could not be computed exactly.
const MOST: i64 = 1_000_000_000_000_000;

/// Computes a formula.
///
/// # Errors
/// Why there is no number.
pub fn evaluate(expression: &Expression, scope: &mut dyn Scope) -> Result<Computed, Lack> {
    let result = value(expression, scope).and_then(|computed| {
        let kind = FormulaFaultKind::TooLarge;
        let fault = || Lack::Fault(FormulaFault { kind, range: expression.range.clone() });
        if computed.number.abs() < Decimal::from(MOST) { Ok(computed) } else { Err(fault()) }
    });
    // An input that is masked hides all else: a division by zero must not tell of a hidden value.
    match &result {
        Err(Lack::Value(Value::Missing | Value::NotApplicable) | Lack::Fault(_))
            if any_masked(expression, scope) =>
        {
            Err(Lack::Value(Value::Masked))
        }
        _ => result,
    }
}

fn any_masked(expression: &Expression, scope: &mut dyn Scope) -> bool {
    match &expression.kind {
        ExpressionKind::Number(_) => false,
        ExpressionKind::Name(name) => match scope.named(name, &expression.range) {
            Some(Named::One(value)) => value.is_masked(),
            Some(Named::Many(values)) => values.iter().any(Value::is_masked),
            None => false,
        },
        ExpressionKind::Negative(inner) => any_masked(inner, scope),
        ExpressionKind::Binary(_, left, right) => any_masked(left, scope) || any_masked(right, scope),
        ExpressionKind::Call(_, values) => values.iter().any(|value| any_masked(value, scope)),
    }
}

fn value(expression: &Expression, scope: &mut dyn Scope) -> Result<Computed, Lack> {
    let fault = |kind| Lack::Fault(FormulaFault { kind, range: expression.range.clone() });
    match &expression.kind {
        ExpressionKind::Number(number) => Ok(Computed { number: *number, places: number.scale() }),
        ExpressionKind::Name(name) => match scope.named(name, &expression.range) {
            Some(Named::One(value)) => known(&value, expression),
            Some(Named::Many(_)) => Err(fault(FormulaFaultKind::ListAsValue)),
            None => Err(Lack::Unknown),
        },
        ExpressionKind::Negative(inner) => {
            let inner = value(inner, scope)?;
            Ok(Computed { number: -inner.number, ..inner })
        }
        ExpressionKind::Binary(operator, left, right) => {
            let (left, right) = both(value(left, scope), value(right, scope))?;
            binary(*operator, left, right).ok_or_else(|| match operator {
                Operator::Divide if right.number.is_zero() => fault(FormulaFaultKind::DivisionByZero),
                _ => fault(FormulaFaultKind::TooLarge),
            })
        }
        ExpressionKind::Call(function, arguments) => call(*function, arguments, (expression, scope)),
    }
}

/// Two results, or what stands for the graver lack.
fn both(left: Result<Computed, Lack>, right: Result<Computed, Lack>) -> Result<(Computed, Computed), Lack> {
    match (left, right) {
        (Ok(left), Ok(right)) => Ok((left, right)),
        (Err(lack), Ok(_)) | (Ok(_), Err(lack)) => Err(lack),
        (Err(a), Err(b)) => Err(graver(a, b)),
    }
}

fn graver(a: Lack, b: Lack) -> Lack {
    let rank = |lack: &Lack| match lack {
        Lack::Value(Value::Masked) => 0,
        Lack::Unknown => 1,
        Lack::Fault(_) => 2,
        Lack::Value(Value::Missing) => 3,
        Lack::Value(_) => 4,
    };
    if rank(&b) < rank(&a) { b } else { a }
}

fn known(value: &Value, expression: &Expression) -> Result<Computed, Lack> {
    match value {
        Value::Known(number) => Ok(Computed { number: *number, places: number.scale() }),
        Value::BelowUnit(_) => {
            let fault = FormulaFault { kind: FormulaFaultKind::BelowUnit, range: expression.range.clone() };
            Err(Lack::Fault(fault))
        }
        other => Err(Lack::Value(other.clone())),
    }
}

fn binary(operator: Operator, left: Computed, right: Computed) -> Option<Computed> {
    let places = left.places.max(right.places);
    let (number, places) = match operator {
        Operator::Add => (left.number.checked_add(right.number)?, places),
        Operator::Subtract => (left.number.checked_sub(right.number)?, places),
        Operator::Multiply => (left.number.checked_mul(right.number)?, places),
        Operator::Divide => (left.number.checked_div(right.number)?, 1),
    };
    Some(Computed { number, places })
}

fn call(
    function: Function,
    arguments: &[Expression],
    (whole, scope): (&Expression, &mut dyn Scope),
) -> Result<Computed, Lack> {
    let fault = |kind| Lack::Fault(FormulaFault { kind, range: whole.range.clone() });
    if function == Function::Round {
        let rounded = value(&arguments[0], scope)?;
        let places = value(&arguments[1], scope)?.number;
        let places = u32::try_from(places).ok().filter(|places| *places <= 20 && arguments.len() == 2);
        let places = places.ok_or_else(|| fault(FormulaFaultKind::Arguments("round(x, n)")))?;
        return Ok(Computed { number: round(rounded.number, places, scope.rounding()), places });
    }
    let values = listed(arguments, scope)?;
    let too_large = || fault(FormulaFaultKind::TooLarge);
    let sum = || values.iter().try_fold(Decimal::ZERO, |sum, value| sum.checked_add(value.number));
    let places = values.iter().map(|value| value.places).max().unwrap_or(0);
    let numbers = values.iter().map(|value| value.number);
    let empty = || fault(FormulaFaultKind::Arguments("sum min max mean"));
    match function {
        Function::Sum => Ok(Computed { number: sum().ok_or_else(too_large)?, places }),
        Function::Min => Ok(Computed { number: numbers.min().ok_or_else(empty)?, places }),
        Function::Max => Ok(Computed { number: numbers.max().ok_or_else(empty)?, places }),
        Function::Mean | Function::Round => {
            let number = sum().and_then(|sum| sum.checked_div(Decimal::from(values.len())));
            Ok(Computed { number: number.ok_or_else(empty)?, places: 1 })
        }
    }
}

/// The values of a function: several, or those of lists.
fn listed(arguments: &[Expression], scope: &mut dyn Scope) -> Result<Vec<Computed>, Lack> {
    let mut values = Vec::new();
    let mut lack: Option<Lack> = None;
    for argument in arguments {
        let named = match &argument.kind {
            ExpressionKind::Name(name) => scope.named(name, &argument.range),
            _ => None,
        };
        let results = match named {
            Some(Named::Many(list)) => list.iter().map(|one| known(one, argument)).collect(),
            _ => vec![value(argument, scope)],
        };
        for result in results {
            match result {
                Ok(computed) => values.push(computed),
                Err(one) => lack = Some(lack.map_or(one.clone(), |known| graver(known, one))),
            }
        }
    }
    lack.map_or(Ok(values), Err)
}

/// Whether a check holds, both sides rounded to the places of the side that has fewer; with both sides as compared.
///
/// # Errors
/// Why it cannot be told.
pub fn compare(check: &Check, scope: &mut dyn Scope) -> Result<(bool, Decimal, Decimal), Lack> {
    let (left, right) = both(evaluate(&check.left, scope), evaluate(&check.right, scope))?;
    let places = left.places.min(right.places);
    let rounding = scope.rounding();
    let (left, right) = (round(left.number, places, rounding), round(right.number, places, rounding));
    let holds = match check.relation {
        Relation::Equal => left == right,
        Relation::Less => left < right,
        Relation::AtMost => left <= right,
        Relation::Greater => left > right,
        Relation::AtLeast => left >= right,
    };
    Ok((holds, left, right))
}
