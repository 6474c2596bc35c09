# Problemas dos textos (.ftl) e das regras de conduta dos textos (policies/conduct.toml).

problems-error = problema
problems-remedy = o que fazer

problem-text-syntax = { $why ->
    [expected-token] Não consegui ler este texto: falta “{ $what }” aqui.
    [expected-letter] Não consegui ler este texto: o nome precisa começar com uma letra sem acento ({ $what }).
    [empty] “{ $what }” não tem texto.
    [default-branch] A escolha precisa de exatamente uma opção padrão.
    [brace] Há um fecha-chaves sobrando.
    [quotes] As aspas não fecham ou há uma barra invertida perdida.
   *[expression] Não consegui ler o que está entre chaves.
  }
    .remedy = Corrija esta linha; um texto é “nome = palavras”, com variáveis entre chaves, como em “Oi, { "{" } $nome { "}" }”.
problem-text-duplicate-key = O texto “{ $key }” já foi escrito em { $first }.
    .remedy = Apague um dos dois ou dê outro nome a um deles.
problem-text-duplicate-attribute = “{ $key }” tem duas vezes o atributo “.{ $attribute }”.
    .remedy = Dê outro número à segunda variante ou apague uma delas.
problem-text-unknown-reference = “{ $key }” cita “{ $target }”, que não existe.
    .remedy = Corrija o nome citado ou escreva esse texto.
problem-text-unknown-function = A função { $function } não existe.
    .remedy = Use uma destas: { $known }.
problem-text-circle = “{ $key }” cita a si mesmo, direta ou indiretamente.
    .remedy = Escreva por extenso um dos textos do círculo.
problem-text-format-missing = Falta o padrão “{ $key }”, sem o qual valores e datas não são escritos.
    .remedy = Copie esse padrão de locales/pt-BR/format.ftl e traduza.
problem-text-unreadable = Não consegui ler este arquivo ou pasta: { $detail }.
    .remedy = Confira o caminho, a permissão de leitura e se o arquivo está em UTF-8.
problem-text-none = Esta pasta não tem nenhum arquivo .ftl.
    .remedy = Confira o caminho; os textos ficam em locales/pt-BR.
problem-text-missing-in-locale = O texto “{ $key }” não existe em { $locale }.
    .remedy = Escreva-o em { $locale }, a partir do que está em “{ $at }”; se não é mais usado, apague-o lá.
problem-text-variables-differ = “{ $key }” não usa as mesmas variáveis que em { $locale }: falta “{ $missing }”, sobra “{ $extra }”.
    .remedy = Use neste idioma as mesmas variáveis, com os mesmos nomes.
problem-text-arms-differ = “{ $key }” não distingue os mesmos casos que em { $locale }: falta “{ $missing }”, sobra “{ $extra }”.
    .remedy = Escreva neste idioma os mesmos casos, mesmo que dois digam o mesmo.
problem-text-untranslated = “{ $key }” ainda não foi traduzido.
    .remedy = Traduza o texto e apague a linha “{ $mark }” que está antes dele.
problem-text-unknown-variable = “{ $key }” usa a variável ${ $variable }, que ninguém fornece.
    .remedy = { $given ->
        [0] Este texto não recebe variáveis; escreva-o sem elas.
       *[other] Use só as que este texto recebe: { $known }.
      }
problem-text-missing = Falta o texto “{ $key }”.
    .remedy = Escreva “{ $key } = …” em um arquivo .ftl deste idioma.
problem-text-unused = Nada usa o texto “{ $key }”.
    .remedy = Apague o texto ou corrija o nome em quem deveria usá-lo.
problem-text-plural-one = Em português a opção [one] de “{ $key }” também vale para zero.
    .remedy = Troque [one] por [1], ou acrescente a opção [0].
problem-text-forbidden-word = “{ $key }” leva uma expressão proibida da lista de conduta: { $word }
    .remedy = Diga de outro modo, sem ameaça nem pressão; a lista está em policies/conduct.toml.
problem-text-too-long = “{ $key }” fica com { $found } letras; cabem { $most }.
    .remedy = Encurte o texto: “{ $reading }”.
problem-text-too-many-lines = “{ $key }” fica com { $found } linhas; o máximo é { $most }.
    .remedy = Diga primeiro o que importa e deixe o resto para outra mensagem.
problem-text-too-many-questions = “{ $key }” faz { $found } perguntas; o máximo é { $most }.
    .remedy = Faça uma pergunta por vez.
problem-text-exclamation = “{ $key }” tem { $found } pontos de exclamação; o máximo é { $most }.
    .remedy = Termine com ponto final: numa cobrança, a exclamação soa como pressão.
problem-text-capitals = “{ $key }” grita: { $found } está em maiúsculas.
    .remedy = Escreva em minúsculas, ou acrescente a sigla em acronyms, em policies/conduct.toml.

problem-text-hard-to-read = “{ $key }” é difícil de ler: { $score } pontos de facilidade, e um texto fácil tem { $least } ou mais.
    .remedy = Troque palavras longas por curtas e divida as frases: “{ $reading }”.
problem-text-value-lost = “{ $key }” deixa de mostrar um valor que a pessoa precisa ver antes de decidir: { $missing }.
    .remedy = Devolva o valor ao texto, em todas as variantes e em todos os casos.
problem-text-creditor-unnamed = O rodapé “{ $key }” não identifica o credor por inteiro: falta { $missing }.
    .remedy = Toda mensagem que fala da dívida leva nome, CNPJ e endereço do credor (CDC, art. 42-A); devolva o que falta.
problem-text-sum-written = “{ $key }” traz um valor escrito à mão: { $sum }.
    .remedy = Use a variável do valor: quem dá os valores é a política, e o que vai escrito sai sem o rodapé do credor e pode não valer mais.
problem-text-debt-before-identity = “{ $key }” pode ser dito antes de a pessoa provar quem é, e fala da dívida (“{ $word }”).
    .remedy = Diga sem falar da dívida, ou leve no fluxo esse texto para depois da confirmação de identidade: antes dela, quem lê pode ser outra pessoa.
problem-text-arm-unreached = Em “{ $key }”, o caso [{ $arm }] nunca acontece: ${ $variable } não assume esse valor.
    .remedy = Corrija o nome do caso ou apague-o; estes acontecem: { $known }.
problem-text-too-deep = Há chaves dentro de chaves demais neste arquivo; cabem { $most } níveis.
    .remedy = Divida o texto em outros e cite-os pelo nome.

problem-words-unreadable = Não consegui ler a lista de expressões proibidas: { $detail }.
    .remedy = A lista é “[words]” com “forbidden = ["…", "…"]”.
problem-words-empty = A expressão proibida “{ $entry }” não tem nenhuma letra.
    .remedy = Escreva a expressão ou apague a linha.
problem-words-twice = A expressão proibida “{ $entry }” é a mesma que “{ $first }”.
    .remedy = Apague uma das duas; acentos e maiúsculas não fazem diferença.
problem-manners-unreadable = { $wanted ->
    [table] Nas regras dos textos, isto deveria ser uma tabela.
    [list] Nas regras dos textos, isto deveria ser uma lista entre colchetes.
    [text] Nas regras dos textos, isto deveria ser um texto entre aspas.
    [number] Nas regras dos textos, isto deveria ser um número inteiro, de 0 em diante.
    [flag] Nas regras dos textos, isto deveria ser true ou false.
    [key] Nas regras dos textos ninguém conhece “{ $what }”.
   *[syntax] Não consegui ler as regras dos textos: { $what }.
  }
    .remedy = Cada regra é “[[texts.rules]]” com keys, files, longest, lines, questions, exclamations ou capitals.

checks-group = { $kind ->
    [flow] Fluxos de conversa
    [text] Textos
    [conduct] Conduta: palavras e modos
    [policy] Políticas
    [template] Modelos do WhatsApp
    [understanding] Entendimento: palavras e exemplos
    [experiment] Experimentos
    [test] Conversas de teste
    [import] Carteira e credores
    [config] Configuração
   *[file] Arquivos
  }
checks-severity = { $code ->
    [warning] Aviso: convém olhar, e não impede a publicação.
   *[problem] Problema: precisa ser corrigido antes de publicar.
  }
