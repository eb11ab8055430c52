//! A document that does not fit its schema, put right with what an example has at the same places.
//!
//! A document with a fault in one field cannot be read, and so nothing would be said of what a schema does not see in the others: that
//! a postcode is of nowhere, or a time has passed. Whoever corrects the first faults would learn of the others only then. So what is
//! at fault is replaced by what would do, the rest is looked at, and only faults of the rest are told.

use serde_json::Value;

use crate::http::problem::{FieldFault, FieldKind};

/// The document without what is at fault, as far as the example knows better.
pub fn mended(mut document: Value, faults: &[FieldFault], example: &Value) -> Value {
    // From the end, so that what is removed from a list moves nothing that is still to be mended.
    for fault in faults.iter().rev() {
        mend(&mut document, fault, example);
    }
    document
}

/// Whether a fault tells of something that was put in, or may be due to it.
pub fn is_of_mending(fault: &FieldFault, mended: &[FieldFault]) -> bool {
    let is_below =
        |one: &str, other: &str| one.strip_prefix(other).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    mended.iter().any(|one| is_below(&fault.pointer, &one.pointer) || is_below(&one.pointer, &fault.pointer))
}

fn mend(document: &mut Value, fault: &FieldFault, example: &Value) {
    let Some((parent, name)) = fault.pointer.rsplit_once('/') else {
        *document = example.clone();
        return;
    };
    let better = at(example, &fault.pointer).filter(|_| fault.kind != FieldKind::Unknown).cloned();
    match (document.pointer_mut(parent), name.parse::<usize>()) {
        (Some(Value::Object(fields)), _) => {
            let name = name.replace("~1", "/").replace("~0", "~");
            match better {
                Some(better) => fields.insert(name, better),
                None => fields.remove(&name),
            };
        }
        (Some(Value::Array(items)), Ok(index)) if index < items.len() => match (better, items.get_mut(index)) {
            (Some(better), Some(item)) => *item = better,
            _ => drop(items.remove(index)),
        },
        _ => {}
    }
}

/// What the example has at a place; of a shorter list its last item.
fn at<'a>(example: &'a Value, pointer: &str) -> Option<&'a Value> {
    pointer.split('/').skip(1).try_fold(example, |value, name| match value {
        Value::Array(items) => items.get(name.parse::<usize>().ok()?).or(items.last()),
        Value::Object(fields) => fields.get(name),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::http::problem::Place;

    fn fault(pointer: &str, kind: FieldKind) -> FieldFault {
        FieldFault { place: Place::Body, pointer: pointer.to_owned(), kind }
    }

    #[test]
    fn what_is_at_fault_is_replaced_left_out_or_put_in() {
        let example = json!({"a": 1, "list": [{"b": 2}], "needed": true});
        let sent = json!({"a": "x", "list": [{"b": 7}, {"b": "y"}], "odd": 1, "c": []});
        let type_of = |expected: &str| FieldKind::Type { expected: expected.to_owned() };
        let faults = [
            fault("/a", type_of("integer")),
            fault("/list/1/b", type_of("integer")),
            fault("/odd", FieldKind::Unknown),
            fault("/c", type_of("string")),
            fault("/needed", FieldKind::Required),
        ];
        let expected = json!({"a": 1, "list": [{"b": 7}, {"b": 2}], "needed": true});
        assert_eq!(mended(sent, &faults, &example), expected);
        assert!(is_of_mending(&fault("/list/1", FieldKind::Past), &faults));
        assert!(is_of_mending(&fault("/a/x", FieldKind::Past), &faults));
        assert!(!is_of_mending(&fault("/list/0", FieldKind::Past), &faults));
        assert!(!is_of_mending(&fault("/needed_too", FieldKind::Past), &faults));
    }
}
