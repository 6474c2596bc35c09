//! Passwords: how they are kept, how they are checked, which ones are refused.
//!
//! Argon2id with 19 MiB, two passes and one lane, as OWASP asks. Few are computed at a time, so
//! that who floods the sign-in page cannot fill the memory.

use std::sync::{Arc, LazyLock};

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;

use super::{Error, Result, chance};

/// The fewest letters of a password.
pub const LEAST: usize = 12;

/// The most: more would only cost time.
pub const MOST: usize = 200;

/// How many are computed at once.
const AT_ONCE: usize = 2;

const MEMORY: u32 = 19 * 1024;
const PASSES: u32 = 2;

static ROOM: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(AT_ONCE)));

/// Checked where nobody has the login, so that it takes as long.
static NOBODYS: LazyLock<String> =
    LazyLock::new(|| compute("nobody has this one", b"0123456789abcdef").unwrap_or_default());

/// What a password is refused for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    /// It is too short.
    Short,
    /// It is too long.
    Long,
    /// It is easily guessed: one letter again and again, a row of digits, the own login.
    Easy,
}

/// What is wrong with a password, where something is.
pub fn weakness(password: &str, login: &str, name: &str) -> Option<Weak> {
    let letters: Vec<char> = password.to_lowercase().chars().collect();
    if letters.len() < LEAST {
        return Some(Weak::Short);
    }
    if password.len() > MOST {
        return Some(Weak::Long);
    }
    let mut kinds = letters.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let steps = letters.windows(2).all(|pair| match pair {
        [one, next] => u32::from(*next).abs_diff(u32::from(*one)) <= 1,
        _ => true,
    });
    let plain: String = letters.into_iter().collect();
    let of_theirs = |own: &str| {
        let own = own.to_lowercase();
        !own.is_empty() && plain.replace(&own, "").chars().count() < LEAST - 4
    };
    let word = ["password", "senha", "qwerty", "combinado", "123456"].into_iter().any(of_theirs);
    let own = of_theirs(login) || name.split_whitespace().any(of_theirs);
    (kinds.len() < 5 || steps || word || own).then_some(Weak::Easy)
}

/// What is kept of a password.
pub async fn keep(password: &str) -> Result<String> {
    let (password, salt) = (password.to_owned(), chance::<16>()?);
    aside(move || compute(&password, salt.as_bytes())).await?.ok_or(Error::NoChance)
}

/// True where a password is the one that is kept; where none is, it takes as long to say no.
pub async fn is(password: &str, kept: Option<&str>) -> Result<bool> {
    let (password, kept) = (password.to_owned(), kept.map(str::to_owned));
    aside(move || {
        let is_there = kept.is_some();
        let kept = kept.unwrap_or_else(|| NOBODYS.clone());
        let is_same = argon().verify_password(password.as_bytes(), kept.as_str()).is_ok();
        is_there && is_same
    })
    .await
}

/// Computes off the threads that answer.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let room = ROOM.clone().acquire_owned().await;
    let done = tokio::task::spawn_blocking(move || {
        let _room = room;
        work()
    });
    done.await.map_err(|_| Error::ClaimLost)
}

fn compute(password: &str, salt: &[u8]) -> Option<String> {
    let kept = argon().hash_password_with_salt(password.as_bytes(), salt).ok()?;
    Some(kept.to_string())
}

fn argon() -> Argon2<'static> {
    let params = Params::new(MEMORY, PASSES, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_is_kept_as_argon2id_and_only_itself_opens() {
        let kept = keep("cavalo bateria grampo").await.expect("kept");

        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(is("cavalo bateria grampo", Some(&kept)).await.expect("checked"));
        assert!(!is("cavalo bateria grampO", Some(&kept)).await.expect("checked"));
        assert!(!is("nobody has this one", None).await.expect("checked"));
        assert_ne!(kept, keep("cavalo bateria grampo").await.expect("kept"));
    }

    #[test]
    fn what_is_easily_guessed_is_refused() {
        let weak = |password: &str| weakness(password, "maria.souza", "Maria Souza");

        assert_eq!(weak("curta"), Some(Weak::Short));
        assert_eq!(weak(&"boa senha ".repeat(30)), Some(Weak::Long));
        for easy in
            ["aaaaaaaaaaaa", "123456789012", "maria.souza12", "SenhaSenha12", "abcdefghijklm"]
        {
            assert_eq!(weak(easy), Some(Weak::Easy), "{easy}");
        }
        for good in ["cavalo bateria grampo", "T7#kq!x92mLw", "senha do armario azul"] {
            assert_eq!(weak(good), None, "{good}");
        }
    }
}
