### O que pode estar errado nos arquivos com que o leitor aprende.

problem-words-broken = O arquivo não pôde ser lido: { $detail }
    .remedy = Corrija o trecho indicado; compare com o arquivo que veio com o programa.
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
