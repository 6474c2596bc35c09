//! Where words were said: the newest places first.

use sqlx::FromRow;

use super::Sight;
use crate::store::{Db, Result, searchable};

/// A place where the words stand.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Hit {
    /// The creditor's id.
    pub creditor: String,
    /// The conversation.
    pub conversation: String,
    /// The message's place; 0 is the customer's name.
    pub seq: i64,
    /// The message's words, or the name.
    pub text: Option<String>,
}

/// Finds what holds all words, the last of them as a beginning; words are folded, as
/// [`fold`](crate::domain::dialogue::choice::fold) does it.
///
/// # Errors
/// When the database refuses.
pub async fn find(db: &Db, sight: &Sight, folded: &str, limit: u32) -> Result<Vec<Hit>> {
    let words: Vec<&str> = folded.split_whitespace().take(12).collect();
    if words.is_empty() || sight.creditors.is_empty() {
        return Ok(Vec::new());
    }
    let asked = match db {
        Db::Lite { .. } => lite(&words, &sight.creditors),
        Db::Pg(_) => server(&words, &sight.creditors),
    };
    db.sql2(
        "select s.creditor, s.conversation, s.seq, coalesce(m.text, u.name) as text
         from (select rowid as number from searchable_words where searchable_words match $1
               order by rowid desc limit $2) as w
         join searchable as s on s.number = w.number
         join conversation as c on c.creditor = s.creditor and c.id = s.conversation
         join customer as u on u.creditor = c.creditor and u.id = c.customer
         left join message as m on m.creditor = s.creditor and m.conversation = s.conversation
          and m.seq = s.seq
         where c.sector is null or $3 = '*' or replace($3, '|' || c.sector || '|', '') <> $3
         order by w.number desc",
        "select s.creditor, s.conversation, s.seq, coalesce(m.text, u.name) as text
         from (select number from searchable_words where words @@ cast($1 as tsquery)
               order by number desc limit $2) as w
         join searchable as s on s.number = w.number
         join conversation as c on c.creditor = s.creditor and c.id = s.conversation
         join customer as u on u.creditor = c.creditor and u.id = c.customer
         left join message as m on m.creditor = s.creditor and m.conversation = s.conversation
          and m.seq = s.seq
         where c.sector is null or $3 = '*' or replace($3, '|' || c.sector || '|', '') <> $3
         order by w.number desc",
    )
    .bind(asked)
    .bind(i64::from(limit))
    .bind(sight.sectors.clone())
    .all(db)
    .await
}

/// The words as SQLite's index is asked; folded words hold nothing that means something there.
fn lite(words: &[&str], creditors: &[String]) -> String {
    let marks: Vec<String> =
        creditors.iter().map(|it| format!("\"{}\"", searchable::mark(it))).collect();
    let mut asked: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    if let Some(last) = asked.last_mut() {
        last.push('*');
    }
    format!("({}) AND {}", marks.join(" OR "), asked.join(" AND "))
}

/// The same as a server is asked.
fn server(words: &[&str], creditors: &[String]) -> String {
    let marks: Vec<String> =
        creditors.iter().map(|it| format!("'{}'", searchable::mark(it))).collect();
    let mut asked: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    if let Some(last) = asked.last_mut() {
        last.push_str(":*");
    }
    format!("({}) & {}", marks.join(" | "), asked.join(" & "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_is_a_beginning() {
        let (words, creditors) = (["paguei", "bol"], ["a".to_owned()]);

        assert_eq!(lite(&words, &creditors), "(\"xk61\") AND \"paguei\" AND \"bol\"*");
        assert_eq!(server(&words, &creditors), "('xk61') & 'paguei' & 'bol':*");
    }
}
