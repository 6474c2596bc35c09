//! Who is connected, who of them is being answered, and who has to go where it is full.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::Notify;

/// Everybody who is connected, in a bounded number.
#[derive(Clone, Debug)]
pub struct Guests(Arc<Mutex<Hall>>);

#[derive(Debug)]
struct Hall {
    most: usize,
    /// Counts up: who has the lowest number has been idle the longest.
    next: u64,
    /// How many are connected.
    inside: usize,
    /// Those of them that are idle, by since when.
    idle: BTreeMap<u64, Weak<Guest>>,
}

/// One who is connected; their place is free once this is dropped.
#[derive(Debug)]
pub struct Guest {
    hall: Arc<Mutex<Hall>>,
    /// Where they stand among the idle; none while they are answered.
    place: Mutex<Option<u64>>,
    /// True while they are answered.
    busy: AtomicBool,
    leave: Notify,
}

/// Somebody is being answered until this is dropped.
#[derive(Debug)]
pub struct AtWork(Arc<Guest>);

impl Guests {
    /// Room for so many.
    pub fn new(most: usize) -> Self {
        let hall = Hall { most, next: 0, inside: 0, idle: BTreeMap::new() };
        Self(Arc::new(Mutex::new(hall)))
    }

    /// Lets somebody in, where there is room.
    pub fn admit(&self) -> Option<Arc<Guest>> {
        {
            let mut hall = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if hall.inside >= hall.most {
                return None;
            }
            hall.inside += 1;
        }
        let (place, busy, leave) = (Mutex::new(None), AtomicBool::new(false), Notify::new());
        let guest = Arc::new(Guest { hall: self.0.clone(), place, busy, leave });
        guest.rests();
        Some(guest)
    }

    /// Shows out who has been idle the longest; false where nobody is idle.
    pub fn make_room(&self) -> bool {
        let mut hall = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some((_, guest)) = hall.idle.pop_first() {
            if let Some(guest) = guest.upgrade() {
                *guest.place.lock().unwrap_or_else(PoisonError::into_inner) = None;
                guest.leave.notify_one();
                drop(hall);
                return true;
            }
        }
        false
    }
}

impl Guest {
    /// Notes that they are being answered.
    pub fn begins(self: &Arc<Self>) -> AtWork {
        let mut hall = self.hall.lock().unwrap_or_else(PoisonError::into_inner);
        let place = self.place.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(place) = place {
            hall.idle.remove(&place);
        }
        self.busy.store(true, Ordering::Relaxed);
        drop(hall);
        AtWork(self.clone())
    }

    /// Ends once they have to leave; who began to be answered meanwhile may stay.
    pub async fn shown_out(&self) {
        self.leave.notified().await;
        while self.busy.load(Ordering::Relaxed) {
            self.leave.notified().await;
        }
    }

    fn rests(self: &Arc<Self>) {
        let mut hall = self.hall.lock().unwrap_or_else(PoisonError::into_inner);
        self.busy.store(false, Ordering::Relaxed);
        let number = hall.next;
        hall.next += 1;
        hall.idle.insert(number, Arc::downgrade(self));
        *self.place.lock().unwrap_or_else(PoisonError::into_inner) = Some(number);
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.rests();
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut hall = self.hall.lock().unwrap_or_else(PoisonError::into_inner);
        hall.inside = hall.inside.saturating_sub(1);
        if let Some(place) = self.place.lock().unwrap_or_else(PoisonError::into_inner).take() {
            hall.idle.remove(&place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_was_idle_the_longest_makes_room() {
        let guests = Guests::new(2);
        let first = guests.admit().expect("room");
        let second = guests.admit().expect("room");
        assert!(guests.admit().is_none());

        // The first one is answered meanwhile, and so comes after the second.
        drop(first.begins());
        assert!(guests.make_room());
        second.shown_out().await;
        drop(second);

        assert!(guests.admit().is_some());
        drop(first);
    }

    #[test]
    fn nobody_who_is_being_answered_is_shown_out() {
        let guests = Guests::new(1);
        let guest = guests.admit().expect("room");
        let at_work = guest.begins();
        assert!(!guests.make_room());

        drop(at_work);
        assert!(guests.make_room());
        assert!(!guests.make_room(), "once is enough");
        assert!(guests.admit().is_none(), "they have not left yet");

        drop(guest);
        assert!(guests.admit().is_some());
    }

    #[test]
    fn a_guest_in_a_hurry_leaves_no_trace() {
        let guests = Guests::new(1);
        for _ in 0..100 {
            let guest = guests.admit().expect("room");
            drop(guest.begins());
            drop(guest);
        }
        assert!(!guests.make_room());
    }
}
