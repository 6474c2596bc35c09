# Problemas dos modelos do WhatsApp (whatsapp.toml) e do que não cabe em um canal.

problem-template-unreadable = Não consegui ler os modelos do WhatsApp: { $detail }.
    .remedy = Corrija esta linha. Cada modelo tem name, category (utility ou marketing), text, body e, se quiser, header, footer, buttons e values.
problem-template-twice = O modelo “{ $name }” está escrito duas vezes no mesmo idioma.
    .remedy = Apague um dos dois ou dê outro nome a ele, como “{ $name }_v2”.
problem-template-name = “{ $name }” não serve de nome de modelo.
    .remedy = Use só letras minúsculas sem acento, números e _, até 512.
problem-template-language = O idioma “{ $language }” do modelo “{ $name }” não é um código de idioma.
    .remedy = Escreva como a Meta escreve: pt_BR.
problem-template-missing-in-locale = O modelo “{ $name }” não existe em { $locale }.
    .remedy = Escreva-o nesse idioma, com os mesmos textos em “text”: fora das 24 horas não daria para escrever a ninguém em { $locale }.
problem-template-for-nothing = O modelo “{ $name }” não diz que textos substitui.
    .remedy = Ponha em “text” as chaves dos textos que ele substitui, como “reminder-promise”.
problem-template-text = O modelo “{ $name }” substitui “{ $key }”, que não existe.
    .remedy = Corrija a chave em “text”; as chaves estão nos arquivos .ftl desta pasta.
problem-template-length = No modelo “{ $name }”, { $part ->
    [body] o corpo tem
    [header] o título tem
    [footer] o rodapé tem
   *[button] um botão tem
  } { $found } letras; cabem de 1 a { $most }.
    .remedy = Encurte o texto: a Meta recusa o que passa do limite.
problem-template-edge = O modelo “{ $name }” começa ou termina com um valor, e a Meta recusa isso.
    .remedy = Ponha palavras antes e depois dos valores.
problem-template-dense = O modelo “{ $name }” tem valores demais para tão poucas palavras, ou dois valores colados, e a Meta recusa isso.
    .remedy = Ponha pelo menos três palavras para cada valor e separe os valores com palavras.
problem-template-value = O valor “{ $value }” do modelo “{ $name }” não está completo.
    .remedy = Cada valor entre chaves duplas no corpo tem uma linha “values.nome” com “from” e “sample” preenchidos, e cada linha aparece no corpo. Título e rodapé não têm valores.
problem-template-buttons = Os botões do modelo “{ $name }” não são aceitos pela Meta.
    .remedy = Respostas vêm juntas e primeiro, cada rótulo é diferente, páginas começam com https:// (até 2), telefones com + (até 1), pagamento até 3, dez ao todo.
problem-template-marketing = O modelo “{ $name }” diz “{ $word }”: para a Meta isso é marketing, não utility.
    .remedy = Deixe propostas e descontos para a conversa, depois da resposta da pessoa, ou use category = "marketing".
problem-template-debt = O modelo “{ $name }” diz “{ $word }”, e quem estiver com o número ficaria sabendo da dívida.
    .remedy = Diga só quem escreve e para quê. Um modelo que fala da dívida leva legal_name, cnpj e address do credor entre os valores (CDC, art. 42-A).
problem-template-sender = O modelo “{ $name }” não diz quem escreve ou como parar de receber.
    .remedy = Ponha o nome do credor (from = "creditor") no corpo e, no rodapé, a palavra que encerra as mensagens: SAIR, ou SALIR em espanhol.
problem-template-forbidden-word = O modelo “{ $name }” leva uma expressão proibida da lista de conduta: { $word }
    .remedy = Diga de outro modo, sem ameaça nem pressão; a lista está em policies/conduct.toml.

problem-channel-label = “{ $key }” pode virar “{ $reading }”, com { $found } letras; em um botão cabem { $most }.
    .remedy = Encurte o rótulo: no WhatsApp um botão tem até 20 letras, contando o valor mais longo.
problem-channel-text = “{ $key }” pode chegar a { $found } letras; em uma mensagem com botões cabem { $most }.
    .remedy = Encurte o texto ou divida-o em dois: o que passa disso não fica na mesma mensagem que os botões.
