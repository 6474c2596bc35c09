//! The columns of a portfolio, under all the names that finance systems give them.
//!
//! To accept one more name, add it to [`Column::names`]. Case, accents, blanks, underscores and
//! punctuation do not count.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A column that means something to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Column {
    Customer,
    Name,
    Document,
    BirthDate,
    Phone,
    Email,
    Uf,
    OptInOn,
    OptedOut,
    CustomerHold,
    Creditor,
    Invoice,
    Contract,
    Product,
    IssuedOn,
    SentOn,
    DueOn,
    Amount,
    ContractAmount,
    PaidAmount,
    BoletoLine,
    Status,
    PaidOn,
    Hold,
    Late12m,
    BrokenAgreements,
    Language,
    /// Written by us into a rejects file: where the line stood.
    RejectedLine,
    /// Written by us into a rejects file: what was wrong.
    RejectedWhy,
}

/// Every name of every column, folded; the format's own name comes first.
const NAMES: [(Column, &str); 29] = [
    (
        Column::Customer,
        "customer cliente codigocliente codcliente idcliente clienteid customerid \
         codigodocliente devedor iddevedor codigodevedor sacado idsacado matricula",
    ),
    (
        Column::Name,
        "name nome nomecliente nomedocliente nomecompleto razaosocial nomerazaosocial \
         nomedevedor nomesacado customername",
    ),
    (
        Column::Document,
        "document documento cpf cnpj cpfcnpj cnpjcpf cpfoucnpj nrdocumento \
         cpfcnpjcliente documentocliente taxid",
    ),
    (
        Column::BirthDate,
        "birth_date birthdate nascimento datanascimento datadenascimento dtnascimento \
         dtnasc datanasc birthday",
    ),
    (
        Column::Phone,
        "phone telefone celular whatsapp fone telefonecelular tel numerotelefone \
         telefone1 mobile contato",
    ),
    (Column::Email, "email correioeletronico mail emailcliente"),
    (Column::Uf, "uf estado ufcliente state"),
    (
        Column::OptInOn,
        "opt_in_on optinon optin dataoptin consentimento dataconsentimento \
         aceitecontato dataaceite",
    ),
    (Column::OptedOut, "opted_out optedout optout descadastrado naocontatar naoperturbe"),
    (Column::CustomerHold, "customer_hold customerhold bloqueiocliente clientebloqueado"),
    (
        Column::Creditor,
        "creditor credor idcredor codigocredor creditorid empresa cedente beneficiario",
    ),
    (
        Column::Invoice,
        "invoice fatura titulo numerotitulo nrtitulo numerofatura idfatura idtitulo \
         notafiscal nossonumero parcelaid invoiceid numerodotitulo numerodafatura \
         codigofatura codigotitulo duplicata boleto",
    ),
    (
        Column::Contract,
        "contract contrato numerocontrato nrcontrato numerodocontrato pedido idcontrato",
    ),
    (
        Column::Product,
        "product produto descricao servico item mercadoria descricaoproduto \
         produtoservico historico",
    ),
    (
        Column::IssuedOn,
        "issued_on issuedon emissao dataemissao datadeemissao dtemissao emitidaem \
         emitidoem issuedate",
    ),
    (
        Column::SentOn,
        "sent_on senton envio dataenvio datadeenvio dtenvio enviadaem enviadoem \
         sentdate",
    ),
    (
        Column::DueOn,
        "due_on dueon vencimento datavencimento datadevencimento dtvencimento dtvenc \
         venc duedate venceem",
    ),
    (
        Column::Amount,
        "amount valor valortitulo valorfatura valororiginal valorparcela vlr vlrtitulo \
         valordotitulo valordafatura valornominal principal saldo valorr",
    ),
    (
        Column::ContractAmount,
        "contract_amount contractamount valorcontrato valordocontrato valorcontratado \
         vlrcontrato valorparcelacontrato",
    ),
    (Column::PaidAmount, "paid_amount paidamount valorpago vlrpago valorrecebido"),
    (
        Column::BoletoLine,
        "boleto_line boletoline linhadigitavel linhadigitavelboleto codigoboleto \
         codigodebarras linhaboleto ipte",
    ),
    (Column::Status, "status situacao situacaotitulo statustitulo"),
    (
        Column::PaidOn,
        "paid_on paidon pagamento datapagamento datadepagamento dtpagamento pagoem \
         pagaem databaixa liquidacao dataliquidacao",
    ),
    (Column::Hold, "hold bloqueio motivobloqueio bloqueiofatura"),
    (
        Column::Late12m,
        "late_12m late12m atrasos12m atrasos12meses atrasosem12meses atrasos qtdatrasos",
    ),
    (
        Column::BrokenAgreements,
        "broken_agreements brokenagreements acordosquebrados quebras quebrasdeacordo \
         acordosdescumpridos qtdquebras",
    ),
    (Column::Language, "language idioma lingua idiomacliente idiomapreferido locale"),
    (Column::RejectedLine, "linha"),
    (Column::RejectedWhy, "problema"),
];

impl Column {
    /// Every column.
    pub const ALL: [Self; 29] = [
        Self::Customer,
        Self::Name,
        Self::Document,
        Self::BirthDate,
        Self::Phone,
        Self::Email,
        Self::Uf,
        Self::OptInOn,
        Self::OptedOut,
        Self::CustomerHold,
        Self::Creditor,
        Self::Invoice,
        Self::Contract,
        Self::Product,
        Self::IssuedOn,
        Self::SentOn,
        Self::DueOn,
        Self::Amount,
        Self::ContractAmount,
        Self::PaidAmount,
        Self::BoletoLine,
        Self::Status,
        Self::PaidOn,
        Self::Hold,
        Self::Late12m,
        Self::BrokenAgreements,
        Self::Language,
        Self::RejectedLine,
        Self::RejectedWhy,
    ];

    /// The columns without which no line can be read; the creditor's may be left out where
    /// there is only one.
    pub const MANDATORY: [Self; 6] =
        [Self::Customer, Self::Name, Self::Creditor, Self::Invoice, Self::DueOn, Self::Amount];

    /// The name of the format, first, and every other name, folded.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        self.listed().split_ascii_whitespace()
    }

    fn listed(self) -> &'static str {
        NAMES.iter().find(|(column, _)| *column == self).map_or("", |(_, names)| names)
    }

    /// The name under which the format knows it.
    pub fn as_str(self) -> &'static str {
        self.names().next().unwrap_or_default()
    }

    /// Finds a column by any of its names.
    pub fn find(header: &str) -> Option<Self> {
        let folded = fold(header);
        Self::ALL.into_iter().find(|column| column.names().any(|name| fold(name) == folded))
    }
}

/// A name without accents, case, blanks and punctuation.
pub(super) fn fold(text: &str) -> String {
    text.nfd()
        .filter(|letter| !is_combining_mark(*letter))
        .flat_map(char::to_lowercase)
        .filter(char::is_ascii_alphanumeric)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        for (header, column) in [
            ("due_on", Column::DueOn),
            ("Data de Vencimento", Column::DueOn),
            ("CPF/CNPJ", Column::Document),
            ("cpf_cnpj", Column::Document),
            ("  Situação ", Column::Status),
            ("LATE_12M", Column::Late12m),
            ("Linha Digitável", Column::BoletoLine),
            ("linha", Column::RejectedLine),
            ("Valor (R$)", Column::Amount),
        ] {
            assert_eq!(Column::find(header), Some(column), "{header}");
        }
        assert_eq!(Column::find("filial"), None);
        assert_eq!(Column::find(""), None);
    }

    #[test]
    fn no_name_means_two_columns() {
        let mut seen = std::collections::BTreeMap::new();
        for column in Column::ALL {
            for name in column.names() {
                let before = seen.insert(fold(name), column);
                assert!(before.is_none_or(|before| before == column), "{name}");
            }
        }
    }
}
