//! Reads a body that anybody may have sent: bounded in size, in time and in memory of all together, and
//! in how many are worked at once.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody};
use axum::http::{HeaderMap, header};
use bytes::{Bytes, BytesMut};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The largest body; Meta's are at most 3 MB.
pub const LARGEST: usize = 4 * 1024 * 1024;

/// What every body may have without asking: most are smaller.
const FREE: usize = 64 * 1024;

/// What larger bodies may have together, in pieces of [`FREE`].
const PIECES: usize = 512;

/// How many that are read may be worked at once. Who keeps them takes some hundreds together; more would
/// only wait, and take the places of everybody else who is connected.
const PLACES: usize = 256;

/// How much more is read of one that is too large, and forgotten: who still sends hears no answer.
const FORGOTTEN: usize = 12 * 1024 * 1024;

/// How long a whole body may take.
const WITHIN: Duration = Duration::from_secs(10);

/// Why a body was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is packed in a way that nobody asked for.
    Packed,
    /// It is too large, or says so.
    TooLarge,
    /// It did not come in time.
    TooSlow,
    /// It broke off.
    Broken,
    /// Too many large bodies are being read at once, or too many of any size worked.
    Crowded,
}

/// Room for bodies; clones share it.
#[derive(Clone, Debug)]
pub struct Room {
    pieces: Arc<Semaphore>,
    places: Arc<Semaphore>,
    within: Duration,
}

impl Default for Room {
    fn default() -> Self {
        let [pieces, places] = [PIECES, PLACES].map(|count| Arc::new(Semaphore::new(count)));
        Self { pieces, places, within: WITHIN }
    }
}

/// A body with the room it takes, until it is dropped.
#[derive(Debug)]
pub struct Whole {
    /// The bytes as they came.
    pub bytes: Bytes,
    _place: OwnedSemaphorePermit,
    _room: Vec<OwnedSemaphorePermit>,
}

impl Room {
    /// Reads a whole body.
    ///
    /// # Errors
    /// Why it was not read to its end.
    pub async fn read(&self, headers: &HeaderMap, body: Body) -> Result<Whole, Unread> {
        let packed = |name| headers.get(name).is_some_and(|it| it.as_bytes() != b"identity");
        if packed(header::CONTENT_ENCODING) {
            return Err(Unread::Packed);
        }
        let mut body = body;
        let told = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
        let all = async {
            let read = if told > LARGEST {
                Err(Unread::TooLarge)
            } else {
                self.gather(&mut body, told).await
            };
            if read.as_ref().is_err_and(|why| *why == Unread::TooLarge) {
                forget(&mut body).await;
            }
            read
        };
        tokio::time::timeout(self.within, all).await.unwrap_or(Err(Unread::TooSlow))
    }

    async fn gather(&self, body: &mut Body, told: usize) -> Result<Whole, Unread> {
        let mut bytes = BytesMut::with_capacity(told.min(FREE));
        let mut rooms = Vec::new();
        while let Some(frame) = next(body).await {
            let frame = frame.map_err(|_| Unread::Broken)?;
            let Ok(data) = frame.into_data() else { continue };
            let length = bytes.len().saturating_add(data.len());
            if length > LARGEST {
                return Err(Unread::TooLarge);
            }
            while length > FREE * (rooms.len() + 1) {
                let piece = self.pieces.clone().try_acquire_owned();
                rooms.push(piece.map_err(|_| Unread::Crowded)?);
            }
            bytes.extend_from_slice(&data);
        }
        // Only now: who is slow takes nobody's place.
        let place = self.places.clone().try_acquire_owned().map_err(|_| Unread::Crowded)?;
        Ok(Whole { bytes: bytes.freeze(), _place: place, _room: rooms })
    }
}

/// Reads on for a while, keeping nothing.
async fn forget(body: &mut Body) {
    let mut left = FORGOTTEN;
    while let Some(Ok(frame)) = next(body).await {
        let length = frame.data_ref().map_or(0, Bytes::len);
        let Some(rest) = left.checked_sub(length) else { return };
        left = rest;
    }
}

async fn next(body: &mut Body) -> Option<Result<hyper::body::Frame<Bytes>, axum::Error>> {
    std::future::poll_fn(|context| std::pin::Pin::new(&mut *body).poll_frame(context)).await
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt, stream};

    use super::*;

    fn chunks(size: usize, count: usize) -> Body {
        let chunk = Bytes::from(vec![b'a'; size]);
        Body::from_stream(stream::iter(
            (0..count).map(move |_| Ok::<_, std::io::Error>(chunk.clone())),
        ))
    }

    async fn read(body: Body) -> Result<usize, Unread> {
        let read = Room::default().read(&HeaderMap::new(), body).await;
        read.map(|whole| whole.bytes.len())
    }

    #[tokio::test]
    async fn a_body_is_read_up_to_the_limit() {
        assert_eq!(read(Body::empty()).await, Ok(0));
        assert_eq!(read(chunks(1024, 4096)).await, Ok(LARGEST));
        assert_eq!(read(chunks(1024, 4097)).await, Err(Unread::TooLarge));
        assert_eq!(read(Body::from(vec![0; LARGEST + 1])).await, Err(Unread::TooLarge));
    }

    #[tokio::test]
    async fn what_is_packed_is_not_unpacked() {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_ENCODING, "gzip".parse().expect("a value"));

        let read = Room::default().read(&headers, Body::from("{}")).await;

        assert_eq!(read.err(), Some(Unread::Packed));
    }

    #[tokio::test]
    async fn a_body_that_does_not_come_is_given_up() {
        let body = Body::from_stream(stream::pending::<Result<Bytes, std::io::Error>>());
        let room = Room { within: Duration::from_millis(5), ..Room::default() };

        let read = room.read(&HeaderMap::new(), body).await;

        assert_eq!(read.err(), Some(Unread::TooSlow));
    }

    #[tokio::test]
    async fn small_bodies_need_no_room_among_the_large() {
        let room = Room { pieces: Arc::new(Semaphore::new(0)), ..Room::default() };

        assert!(room.read(&HeaderMap::new(), chunks(FREE, 1)).await.is_ok());
        let crowded = room.read(&HeaderMap::new(), chunks(FREE, 2)).await;
        assert_eq!(crowded.err(), Some(Unread::Crowded));
    }

    #[tokio::test]
    async fn only_so_many_are_worked_at_once_and_slow_ones_take_no_place() {
        let room = Room { places: Arc::new(Semaphore::new(1)), ..Room::default() };
        let headers = HeaderMap::new();
        let slow = Body::from_stream(stream::pending::<Result<Bytes, std::io::Error>>());
        let mut slow = std::pin::pin!(room.read(&headers, slow));
        assert!(slow.as_mut().now_or_never().is_none());

        let first = room.read(&headers, Body::from("{}")).await;
        let second = room.read(&headers, Body::from("{}")).await;
        let crowded = second.err();
        drop(first);
        let third = room.read(&headers, Body::from("{}")).await;

        assert_eq!(crowded, Some(Unread::Crowded));
        assert!(third.is_ok());
    }
}
