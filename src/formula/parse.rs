//! From text to tree. By recursive descent; deep nesting is refused, not followed.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{
    Check, Expected, Expression, ExpressionKind, FormulaFault, FormulaFaultKind, Function, Operator, Relation,
};
use crate::problem::nearest;

/// Brackets and signs may stand this deep inside each other.
const MOST_LEVELS: usize = 64;

/// A formula has at most so many pieces: its tree is walked by recursion.
const MOST_TOKENS: usize = 1000;

/// Reads a formula.
///
/// # Errors
/// What is wrong with it, and where.
pub fn parse(text: &str) -> Result<Expression, FormulaFault> {
    let mut parser = Parser::new(text)?;
    let expression = parser.sum(0)?;
    parser.end(Expected::Operator)?;
    Ok(expression)
}

/// Reads a check: two formulas and `=`, `<`, `<=`, `>` or `>=` between them.
///
/// # Errors
/// What is wrong with it, and where.
pub fn parse_check(text: &str) -> Result<Check, FormulaFault> {
    let mut parser = Parser::new(text)?;
    let left = parser.sum(0)?;
    let relation = match parser.peek() {
        Some(Token::Relation(relation)) => *relation,
        _ => return Err(parser.expected(Expected::Relation)),
    };
    parser.at += 1;
    let right = parser.sum(0)?;
    parser.end(Expected::Operator)?;
    Ok(Check { left, relation, right })
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Number(Decimal),
    Name(Vec<String>),
    Sign(char),
    Relation(Relation),
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(Token, Range<usize>)>,
    at: usize,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Result<Self, FormulaFault> {
        let tokens = tokens(text)?;
        match tokens.get(MOST_TOKENS) {
            Some((_, range)) => {
                Err(FormulaFault { kind: FormulaFaultKind::TooDeep, range: range.start..text.len() })
            }
            None => Ok(Self { text, tokens, at: 0 }),
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn here(&self) -> Range<usize> {
        let end = self.text.trim_end().len();
        self.tokens.get(self.at).map_or(end..end, |(_, range)| range.clone())
    }

    fn expected(&self, expected: Expected) -> FormulaFault {
        FormulaFault { kind: FormulaFaultKind::Expected(expected), range: self.here() }
    }

    fn end(&self, expected: Expected) -> Result<(), FormulaFault> {
        if self.at < self.tokens.len() { Err(self.expected(expected)) } else { Ok(()) }
    }

    fn take(&mut self, sign: char) -> bool {
        let found = self.peek() == Some(&Token::Sign(sign));
        self.at += usize::from(found);
        found
    }

    fn sum(&mut self, depth: usize) -> Result<Expression, FormulaFault> {
        let mut left = self.product(depth)?;
        loop {
            let operator = match self.peek() {
                Some(Token::Sign('+')) => Operator::Add,
                Some(Token::Sign('-')) => Operator::Subtract,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.product(depth)?;
            left = binary(operator, left, right);
        }
    }

    fn product(&mut self, depth: usize) -> Result<Expression, FormulaFault> {
        let mut left = self.value(depth)?;
        loop {
            let operator = match self.peek() {
                Some(Token::Sign('*')) => Operator::Multiply,
                Some(Token::Sign('/')) => Operator::Divide,
                _ => return Ok(left),
            };
            self.at += 1;
            let right = self.value(depth)?;
            left = binary(operator, left, right);
        }
    }

    fn value(&mut self, depth: usize) -> Result<Expression, FormulaFault> {
        let range = self.here();
        if depth > MOST_LEVELS {
            return Err(FormulaFault { kind: FormulaFaultKind::TooDeep, range });
        }
        match self.peek().cloned() {
            Some(Token::Number(number)) => {
                self.at += 1;
                Ok(Expression { kind: ExpressionKind::Number(number), range })
            }
            Some(Token::Name(steps)) => {
                self.at += 1;
                if self.peek() == Some(&Token::Sign('(')) {
                    return self.call(&steps.join("."), range, depth);
                }
                Ok(Expression { kind: ExpressionKind::Name(steps), range })
            }
            Some(Token::Sign('-')) => {
                self.at += 1;
                let inner = self.value(depth + 1)?;
                let range = range.start..inner.range.end;
                Ok(Expression { kind: ExpressionKind::Negative(Box::new(inner)), range })
            }
            Some(Token::Sign('(')) => {
                self.at += 1;
                let inner = self.sum(depth + 1)?;
                self.close(&range)?;
                Ok(Expression { kind: inner.kind, range: range.start..self.last_end() })
            }
            _ => Err(self.expected(Expected::Value)),
        }
    }

    fn call(&mut self, name: &str, range: Range<usize>, depth: usize) -> Result<Expression, FormulaFault> {
        let Some((_, function)) = Function::NAMES.iter().find(|(known, _)| *known == name) else {
            let near = nearest(name, Function::NAMES.iter().map(|(known, _)| *known));
            return Err(FormulaFault {
                kind: FormulaFaultKind::UnknownFunction(name.to_owned(), near),
                range,
            });
        };
        let open = self.here();
        self.at += 1;
        let mut values = vec![self.sum(depth + 1)?];
        while self.take(',') {
            values.push(self.sum(depth + 1)?);
        }
        self.close(&open)?;
        let range = range.start..self.last_end();
        if *function == Function::Round && values.len() != 2 {
            return Err(FormulaFault { kind: FormulaFaultKind::Arguments("round(x, n)"), range });
        }
        Ok(Expression { kind: ExpressionKind::Call(*function, values), range })
    }

    fn close(&mut self, open: &Range<usize>) -> Result<(), FormulaFault> {
        match self.peek() {
            Some(Token::Sign(')')) => {
                self.at += 1;
                Ok(())
            }
            Some(_) => Err(self.expected(Expected::Operator)),
            None => Err(FormulaFault { kind: FormulaFaultKind::Unclosed, range: open.clone() }),
        }
    }

    fn last_end(&self) -> usize {
        self.tokens[self.at - 1].1.end
    }
}

fn binary(operator: Operator, left: Expression, right: Expression) -> Expression {
    let range = left.range.start..right.range.end;
    Expression { kind: ExpressionKind::Binary(operator, Box::new(left), Box::new(right)), range }
}

fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, FormulaFault> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let length = match c {
            ' ' | '\t' | '\n' => {
                at += 1;
                continue;
            }
            '+' | '-' | '*' | '/' | '(' | ')' | ',' => {
                tokens.push((Token::Sign(c), at..at + 1));
                1
            }
            '=' | '<' | '>' => relation(text, at, &mut tokens),
            c if c.is_ascii_digit() => number_or_name(text, at, &mut tokens)?,
            c if is_name(c) => {
                let length = name_length(&text[at..]);
                tokens.push((Token::Name(steps(&text[at..at + length])), at..at + length));
                length
            }
            c => {
                let range = at..at + c.len_utf8();
                return Err(FormulaFault { kind: FormulaFaultKind::Character(c), range });
            }
        };
        at += length;
    }
    Ok(tokens)
}

fn relation(text: &str, at: usize, tokens: &mut Vec<(Token, Range<usize>)>) -> usize {
    let (relation, length) = match &text.as_bytes()[at..] {
        [b'<', b'=', ..] => (Relation::AtMost, 2),
        [b'>', b'=', ..] => (Relation::AtLeast, 2),
        [b'<', ..] => (Relation::Less, 1),
        [b'>', ..] => (Relation::Greater, 1),
        [b'=', b'=', ..] => (Relation::Equal, 2),
        _ => (Relation::Equal, 1),
    };
    tokens.push((Token::Relation(relation), at..at + length));
    length
}

/// A number, or the name of another report's figure: `2021.air.pm25`.
fn number_or_name(
    text: &str,
    at: usize,
    tokens: &mut Vec<(Token, Range<usize>)>,
) -> Result<usize, FormulaFault> {
    let rest = &text[at..];
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let after = rest[digits..].strip_prefix('.').and_then(|rest| rest.chars().next());
    if digits == 4 && after.is_some_and(|c| is_name(c) && !c.is_ascii_digit()) {
        let length = name_length(rest);
        tokens.push((Token::Name(steps(&rest[..length])), at..at + length));
        return Ok(length);
    }
    let length = match after {
        Some(c) if c.is_ascii_digit() => {
            digits
                + 1
                + rest[digits + 1..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - digits - 1)
        }
        _ => digits,
    };
    let next = rest[length..].chars().next();
    let number = rest[..length].parse().ok().filter(|_| !next.is_some_and(|c| is_name(c) || c == '.'));
    let Some(number) = number else {
        let range = at..at + length + next.map_or(0, char::len_utf8);
        return Err(FormulaFault { kind: FormulaFaultKind::Expected(Expected::Operator), range });
    };
    tokens.push((Token::Number(number), at..at + length));
    Ok(length)
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '"'
}

/// The bytes of a dotted name; a step in quotes may hold anything but quotes.
fn name_length(text: &str) -> usize {
    let mut quoted = false;
    text.find(|c: char| {
        if c == '"' {
            quoted = !quoted;
        }
        !(quoted || is_name(c) || c == '.')
    })
    .unwrap_or(text.len())
}

fn steps(name: &str) -> Vec<String> {
    crate::model::segments(name)
}
