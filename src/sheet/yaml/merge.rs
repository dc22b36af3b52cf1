//! One tree over another: a file that holds only what differs from the one that it starts from.

use super::{Node, Value};

impl Node {
    /// This tree over `base`: where both have a mapping, its keys take the place of those of `base`, at every depth.
    /// Lists and texts take the place of what stands there. A key that this tree has twice stays there twice.
    pub fn over(self, base: Node) -> Node {
        match (self.value, base.value) {
            (Value::Map(own), Value::Map(pairs)) => {
                let mut left: Vec<Option<(Node, Node)>> = pairs.into_iter().map(Some).collect();
                let mut merged = Vec::new();
                for (key, value) in own {
                    let same =
                        |p: &Option<(Node, Node)>| p.as_ref().is_some_and(|(k, _)| k.word() == key.word());
                    let beneath = left.iter().position(same).and_then(|i| left[i].take());
                    let value = match beneath {
                        Some((_, beneath)) => value.over(beneath),
                        None => value,
                    };
                    merged.push((key, value));
                }
                merged.extend(left.into_iter().flatten());
                Node { span: self.span, value: Value::Map(merged), ..base }
            }
            // A key of a mapping with nothing behind it changes nothing.
            (Value::Nothing, Value::Map(pairs)) => Node { span: self.span, value: Value::Map(pairs), ..base },
            (value, _) => Node { value, ..self },
        }
    }

    /// A key's text, wherever it stands.
    fn word(&self) -> Option<&str> {
        if let Value::Scalar(text, _) = &self.value { Some(text) } else { None }
    }

    /// The text behind a key of a mapping, with its place.
    pub fn text_of(&self, name: &str) -> Option<(&str, &Node)> {
        let Value::Map(pairs) = &self.value else { return None };
        let is = |key: &Node| matches!(&key.value, Value::Scalar(k, _) if k == name);
        let (_, value) = pairs.iter().find(|(key, _)| is(key))?;
        if let Value::Scalar(text, _) = &value.value { Some((text, value)) } else { None }
    }
}
