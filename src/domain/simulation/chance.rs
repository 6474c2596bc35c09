//! Chance that is none: the same seed draws the same things, on every machine.

/// A stream of draws (splitmix64).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance(u64);

impl Chance {
    /// Begins the stream of a seed and a place in it; streams of other places differ.
    pub fn new(seed: u64, place: u64) -> Self {
        let mut chance = Self(seed ^ place.wrapping_mul(0xA076_1D64_78BD_642F));
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0, below a bound; 0 where the bound is 0.
    pub fn below(&mut self, bound: u32) -> u32 {
        let drawn = u64::from(u32::MAX) & self.next();
        u32::try_from((drawn * u64::from(bound)) >> 32).unwrap_or_default()
    }

    /// A number between two, both included.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        least + self.below(most.saturating_sub(least).saturating_add(1))
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of several; none of none.
    pub fn pick<'a, T>(&mut self, several: &'a [T]) -> Option<&'a T> {
        let place = self.below(u32::try_from(several.len()).unwrap_or(u32::MAX));
        several.get(usize::try_from(place).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_and_another_place_something_else() {
        let draw = |seed, place| {
            let mut chance = Chance::new(seed, place);
            (0..20).map(|_| chance.below(1000)).collect::<Vec<_>>()
        };

        assert_eq!(draw(7, 3), draw(7, 3));
        assert_ne!(draw(7, 3), draw(7, 4));
        assert_ne!(draw(7, 3), draw(8, 3));
    }

    #[test]
    fn draws_are_spread_and_stay_in_their_bounds() {
        let mut chance = Chance::new(1, 1);
        let yes = (0..10_000).filter(|_| chance.percent(30)).count();
        assert!((2700..3300).contains(&yes), "{yes}");
        assert!((0..1000).all(|_| (5..=9).contains(&chance.between(5, 9))));
        assert_eq!(chance.below(0), 0);
        assert_eq!(chance.pick::<u8>(&[]), None);
    }
}
