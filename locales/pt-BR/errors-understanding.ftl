### O que pode estar errado nos arquivos com que o leitor aprende.

problem-words-broken = O arquivo não pôde ser lido: { $detail }
    .remedy = Corrija o trecho indicado; compare com o arquivo que veio com o programa.
problem-glossary-without-locale = Este glossário não está na pasta de nenhum idioma.
    .remedy = Ponha-o em locales/IDIOMA/understanding/, como locales/es/understanding/glossary.toml.
problem-rule-empty = Uma regra de { $intent } não tem frase nenhuma.
    .remedy = Escreva ao menos uma frase em phrases ou em whole, ou apague a regra.
problem-understanding-file-missing = Falta o arquivo { $name }.
    .remedy = Devolva { $name } à pasta understanding; ele vem com o programa.
problem-examples-missing = Nenhum arquivo traz exemplos de { $intent }.
    .remedy = Escreva exemplos de { $intent } em um dos arquivos da pasta understanding, um por linha.
problem-examples-unknown-intent = Não existe a intenção { $intent }.
    .remedy = Use um dos nomes já existentes na pasta understanding; veja se não há erro de digitação.
problem-examples-unknown-detail = { $intent } não tem o tipo { $detail }.
    .remedy = Use um destes: { $known }.
problem-examples-empty-intent = A intenção { $intent } não tem exemplo nenhum.
    .remedy = Escreva ao menos um exemplo, ou apague a intenção deste arquivo.
problem-examples-two-meanings = A frase “{ $text }” está em { $intent } e também em { $other }.
    .remedy = Deixe a frase só onde ela é mais certa.
problem-examples-few = { $intent } tem só { $count } exemplos; com menos de { $needed }, o leitor mais adivinha do que sabe.
    .remedy = Escreva mais exemplos, em vozes diferentes: de gente jovem e idosa, com pressa, com raiva, com erros.
problem-examples-personal = Este exemplo tem { $what ->
    [document] um CPF ou CNPJ
    [phone] um telefone
    [email] um e-mail
   *[other] um documento, um telefone ou um e-mail
  } de alguém.
    .remedy = Tire o que diz de quem é, ou troque por um que não existe, como 000.000.000-00: quem ajusta o robô lê os exemplos, e eles vão em cada cópia.
problem-examples-alike = Para o leitor, “{ $text }” ({ $intent }) e “{ $other_text }” ({ $other }, linha { $other_line }) são a mesma frase.
    .remedy = Deixe a frase só onde ela é mais certa: acento, grafia e valores não distinguem exemplos.

## As frases que têm de manter a leitura (golden.jsonl)

problem-golden-broken = A linha não é uma frase com o que ela quer dizer: { $detail }
    .remedy = Escreva um objeto JSON por linha, como { "{" }"text": "já paguei", "intent": "already_paid"{ "}" }.
problem-golden-unknown-intent = Não existe a intenção { $intent }.
    .remedy = Use um dos nomes já existentes na pasta understanding; veja se não há erro de digitação.
problem-golden-unknown-detail = { $intent } não tem o tipo { $detail }.
    .remedy = Apague detail desta linha, ou use um dos tipos que { $intent } tem ({ $known }).
problem-golden-unknown-expectation = Não existe a pergunta { $name }.
    .remedy = Use em expect um destes: free, yes_no, consent, money, date, count, reason, identity, offer.
problem-golden-misread = “{ $text }” quer dizer { $meant }, mas é lida como { $read }.
    .remedy = Veja que exemplos a puxam com combinado understand, e escreva outros parecidos com ela em { $meant }.
problem-golden-lost = Só { $right } de { $of } frases mantêm a leitura; são precisas { $floor } em 100.
    .remedy = Desfaça a última mudança nos exemplos, ou corrija as frases que não deviam estar em golden.jsonl.
problem-golden-alarms-missed = Só { $right } de { $of } frases de segurança são ouvidas; são precisas { $floor } em 100.
    .remedy = Não use estes exemplos: uma morte, um pedido de socorro ou uma contestação passaria sem resposta. Desfaça a última mudança.
