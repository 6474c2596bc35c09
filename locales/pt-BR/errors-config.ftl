# Problemas da configuração e dos arquivos de conteúdo.

problem-config-syntax = O arquivo não é TOML válido: { $detail }.
    .remedy = Corrija a linha indicada; um valor de texto vai entre aspas, como database = "combinado.db".
problem-config-unknown-key = A chave "{ $key }" não existe.
    .remedy = Use uma destas: { $known }.
problem-config-not-text = O valor de "{ $key }" não é um texto.
    .remedy = Escreva o valor entre aspas, sem deixar vazio.
problem-config-not-number = O valor de "{ $key }" não é um número inteiro de 1 a { $most }.
    .remedy = Escreva só os algarismos, entre aspas, como "5".
problem-config-hint-half = A segunda opinião precisa de endereço e de modelo, e falta um dos dois.
    .remedy = Dê hint_url e hint_model (ou COMBINADO_HINT_URL e COMBINADO_HINT_MODEL), ou retire os dois.
problem-config-hint-url = O endereço da segunda opinião não serve.
    .remedy = Use um endereço que comece com https://, sem senha nem parâmetros; http:// só na própria máquina ou rede.
problem-config-unreadable = Não consegui ler o arquivo: { $detail }.
    .remedy = Confira se ele existe, se está em UTF-8 e se você tem permissão de leitura.
problem-content-missing = Falta este arquivo na pasta de conteúdo.
    .remedy = Copie o que vem com o programa ou retire a chave content da configuração.
problem-content-unreadable = Não consegui ler: { $detail }.
    .remedy = Confira se o caminho existe, se o arquivo está em UTF-8 e se você tem permissão de leitura.
problem-check-unknown-file = Não sei o que este arquivo é.
    .remedy = Um fluxo tem steps, uma política tem band, um credor tem [[creditor]]; textos terminam em .ftl.
