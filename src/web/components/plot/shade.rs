//! From a figure to a colour: five classes, one way to be hidden, one to be nothing.

/// A figure as it may be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// So much.
    Told(u64),
    /// Something that is not told, because it could be somebody.
    Few,
    /// There is nothing to tell.
    None,
}

/// How something is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shade {
    /// One of five classes, from 0; the last is the most.
    Class(usize),
    /// Hatched.
    Few,
    /// Left open.
    None,
}

/// How many classes there are.
pub const CLASSES: usize = 5;

/// Upper ends of all classes but the last, ascending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale(pub [u64; CLASSES - 1]);

impl Scale {
    /// The class of a figure.
    pub fn shade(&self, value: Value) -> Shade {
        match value {
            Value::Told(value) => Shade::Class(self.0.iter().filter(|end| value > **end).count()),
            Value::Few => Shade::Few,
            Value::None => Shade::None,
        }
    }
}

impl Shade {
    /// Every way of filling, as a legend shows them.
    pub const ALL: [Self; CLASSES + 2] =
        [Self::Class(0), Self::Class(1), Self::Class(2), Self::Class(3), Self::Class(4), Self::Few, Self::None];

    /// Of the stylesheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Class(0) => "class-0",
            Self::Class(1) => "class-1",
            Self::Class(2) => "class-2",
            Self::Class(3) => "class-3",
            Self::Class(_) => "class-4",
            Self::Few => "few",
            Self::None => "none",
        }
    }

    /// Of letters on it.
    pub const fn class_on(self) -> &'static str {
        match self {
            Self::Class(0) => "on-0",
            Self::Class(1) => "on-1",
            Self::Class(2) => "on-2",
            Self::Class(3) => "on-3",
            Self::Class(_) => "on-4",
            Self::Few => "on-few",
            Self::None => "on-none",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_belongs_to_its_class() {
        let scale = Scale([5, 15, 30, 50]);
        let class = |value| scale.shade(Value::Told(value));
        assert_eq!([0, 5, 6, 30, 31, 50, 51, 100].map(class), [0, 0, 1, 2, 3, 3, 4, 4].map(Shade::Class));
        assert_eq!((scale.shade(Value::Few), scale.shade(Value::None)), (Shade::Few, Shade::None));
    }
}
