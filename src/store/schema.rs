//! What the schema looks like, so that a test can hold both engines equal.

use super::{Db, Result};

/// Every column of our tables as `table.column`, in order.
///
/// # Errors
/// When the database refuses.
pub async fn columns(db: &Db) -> Result<Vec<String>> {
    names(
        db,
        "select m.name || '.' || c.name from sqlite_master m, pragma_table_info(m.name) c
         where m.type = 'table' and m.name not like 'sqlite%' and m.name not like '\\_sqlx%' escape '\\'
           and m.name not like 'searchable\\_words\\_%' escape '\\'
         order by 1",
        "select table_name || '.' || column_name from information_schema.columns
         where table_schema = current_schema() and table_name not like '\\_sqlx%'
         order by 1",
    )
    .await
}

/// Every primary and unique key as `table(column,…)`, columns in the key's order.
///
/// # Errors
/// When the database refuses.
pub async fn keys(db: &Db) -> Result<Vec<String>> {
    names(
        db,
        "select m.name || '(' || (
           select group_concat(c.name) from (
             select name from pragma_index_info(i.name) order by seqno) c) || ')'
         from sqlite_master m, pragma_index_list(m.name) i
         where m.type = 'table' and m.name not like 'searchable\\_words\\_%' escape '\\' and i.\"unique\" = 1 and m.name not like '\\_sqlx%' escape '\\'
         order by 1",
        "select t.relname || '(' || (
           select string_agg(a.attname, ',' order by k.place)
           from unnest(i.indkey) with ordinality as k (number, place)
           join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number) || ')'
         from pg_index i join pg_class t on t.oid = i.indrelid
         join pg_namespace n on n.oid = t.relnamespace
         where n.nspname = current_schema() and i.indisunique and t.relname not like '\\_sqlx%'
         order by 1",
    )
    .await
}

async fn names(db: &Db, lite: &'static str, pg: &'static str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.sql2(lite, pg).all(db).await?;
    let mut names: Vec<String> = rows.into_iter().map(|(name,)| name).collect();
    names.sort_unstable();
    Ok(names)
}
