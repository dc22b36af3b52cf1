//! Work on all processors whose results come in order.
//!
//! Each thread of the pool runs one loop, by a broadcast: such a task stays with its thread. As tasks that may change
//! hands, loops would be taken up by threads that wait for a part of their own piece, and a loop that then waits for
//! room would wait for the piece beneath it, for ever.

use std::collections::BTreeMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many results may wait for one that is slow: more would be memory, fewer would be idle hands.
const AHEAD: u64 = 64;

struct State<S, R> {
    source: S,
    /// How many have been taken, and how many have been told.
    taken: u64,
    told: u64,
    waiting: BTreeMap<u64, R>,
    ended: bool,
}

/// Takes pieces from `next`, one at a time; works on them on all processors; hands each result to `tell` in the order
/// in which the pieces were taken, one at a time. Ends early where `tell` fails.
///
/// # Errors
/// The first error of `tell`.
pub fn ordered<T, R, E>(
    next: impl FnMut() -> Option<T> + Send,
    work: impl Fn(T) -> R + Sync,
    tell: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<(), E>
where
    T: Send,
    R: Send,
    E: Send,
{
    let state = Mutex::new(State { source: next, taken: 0, told: 0, waiting: BTreeMap::new(), ended: false });
    let teller = Mutex::new((tell, None));
    let room = Condvar::new();
    rayon::broadcast(|_| {
        let end = AtEnd(&state, &room);
        while let Some((number, piece)) = take(&state, &room) {
            let result = work(piece);
            lock(&state).waiting.insert(number, result);
            pass_on(&state, &teller, &room);
        }
        std::mem::forget(end);
    });
    let (_, failed) = teller.into_inner().unwrap_or_else(PoisonError::into_inner);
    failed.map_or(Ok(()), Err)
}

/// Ends all loops where one is torn down by a panic: nobody would make room any more.
struct AtEnd<'s, S, R>(&'s Mutex<State<S, R>>, &'s Condvar);

impl<S, R> Drop for AtEnd<'_, S, R> {
    fn drop(&mut self) {
        lock(self.0).ended = true;
        self.1.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The next piece with its number, once there is room for its result.
fn take<T, R, S: FnMut() -> Option<T>>(state: &Mutex<State<S, R>>, room: &Condvar) -> Option<(u64, T)> {
    let mut state = lock(state);
    while !state.ended && state.taken >= state.told + AHEAD {
        state = room.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
    if state.ended {
        return None;
    }
    let piece = (state.source)();
    state.ended = piece.is_none();
    let number = state.taken;
    state.taken += 1;
    piece.map(|piece| (number, piece))
}

/// Tells what is next in order, for as long as it is there. One hand tells at a time; the others go on working.
fn pass_on<R, S, F: FnMut(R) -> Result<(), E>, E>(
    state: &Mutex<State<S, R>>,
    teller: &Mutex<(F, Option<E>)>,
    room: &Condvar,
) {
    let mut teller = lock(teller);
    loop {
        let result = {
            let mut state = lock(state);
            let told = state.told;
            match state.waiting.remove(&told) {
                Some(result) => result,
                None => return,
            }
        };
        if teller.1.is_none() {
            teller.1 = (teller.0)(result).err();
        }
        let mut state = lock(state);
        state.told += 1;
        state.ended |= teller.1.is_some();
        drop(state);
        room.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_all_of_them() {
        let mut numbers = 0..1000u64;
        let mut told = Vec::new();
        let work = |n: u64| {
            // Some pieces take longer than those behind them.
            (0..(n % 7) * 2000).fold(n, |a, b| if a == u64::MAX { b } else { a })
        };
        let end: Result<(), ()> = ordered(
            || numbers.next(),
            work,
            |n| {
                told.push(n);
                Ok(())
            },
        );
        assert_eq!(end, Ok(()));
        assert_eq!(told, (0..1000).collect::<Vec<_>>());
    }

    /// Pieces that are themselves shared out: a thread that waits for a part of its own takes up any other task, and
    /// must not find a loop among them.
    #[test]
    fn pieces_may_be_shared_out_themselves() {
        fn spin(rounds: u64) -> u64 {
            (0..rounds).map(|n| std::hint::black_box(n) % 7).sum()
        }
        for hands in [1, 3, 8] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(hands).build().unwrap();
            for _ in 0..300 {
                let (mut numbers, mut told) = (0..80u64, 0);
                // The first ones wait long for their other half.
                let work = |n: u64| {
                    let long = if n < 8 { 20_000 } else { 10 };
                    (n, rayon::join(|| spin(10), || rayon::join(|| spin(long), || spin(long))))
                };
                let tell = |(n, _)| {
                    assert_eq!(n, told);
                    told += 1;
                    Ok::<(), ()>(())
                };
                assert_eq!(pool.install(|| ordered(|| numbers.next(), work, tell)), Ok(()));
                assert_eq!(told, 80);
            }
        }
    }

    #[test]
    fn a_fault_ends_all_loops() {
        let mut numbers = 0..1000u64;
        let work = |n: u64| assert_ne!(n, 3, "on purpose");
        let tell = |()| Ok::<(), ()>(());
        let run = std::panic::AssertUnwindSafe(|| ordered(|| numbers.next(), work, tell));
        assert!(std::panic::catch_unwind(run).is_err());
    }

    #[test]
    fn a_failure_ends_it_and_is_given_back() {
        let mut numbers = 0..;
        let mut last = 0;
        let tell = |n: u64| {
            last = n;
            if n == 20 { Err("full") } else { Ok(()) }
        };
        assert_eq!(ordered(|| numbers.next(), |n| n, tell), Err("full"));
        assert_eq!(last, 20);
    }
}
