//! Random numbers that are the same on every machine.

/// A linear congruential generator; the number is its state.
pub struct Dice(pub u64);

impl Dice {
    /// A number between nought and one.
    pub fn chance(&mut self) -> f32 {
        self.roll() as f32 / (1u32 << 31) as f32
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.roll() as usize % bound
    }

    /// One of the items.
    pub fn pick<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }

    /// Puts the items into another order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }

    fn roll(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }
}
