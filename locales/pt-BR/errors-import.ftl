# Problemas da carteira (CSV) e dos credores (TOML).

problem-import-unreadable = Não consegui abrir este arquivo: { $detail }.
    .remedy = Confira o caminho e a permissão de leitura.
problem-import-not-text = Este arquivo não é um texto CSV; parece uma planilha ou um arquivo binário.
    .remedy = Abra na planilha e salve como “CSV (separado por ponto e vírgula)” ou “CSV UTF-8”.
problem-import-empty = Este arquivo está vazio.
    .remedy = Exporte de novo a carteira do sistema financeiro.
problem-import-no-header = Não encontrei o cabeçalho: nenhuma das primeiras linhas tem nomes de colunas conhecidos.
    .remedy = Comece o arquivo com uma linha como “customer;name;creditor;invoice;due_on;amount” ou com os nomes em português.
problem-import-missing-column = Falta a coluna “{ $column }”, que é obrigatória.
    .remedy = Acrescente a coluna “{ $column }” ao cabeçalho e preencha as linhas.
problem-import-duplicate-column = A coluna “{ $column }” aparece mais de uma vez no cabeçalho.
    .remedy = Apague ou renomeie a que sobra, para que se saiba qual vale.
problem-import-no-creditors = Nenhum credor está cadastrado.
    .remedy = Informe os credores com --creditors ARQUIVO.toml.

problem-import-unclosed-quote = Há aspas que abrem e não fecham nesta linha.
    .remedy = Feche as aspas ou apague a que sobra; aspas dentro de um campo entre aspas são escritas duas vezes.
problem-import-field-count = Esta linha tem { $found } campos e o cabeçalho tem { $expected }.
    .remedy = Complete os campos que faltam ou ponha entre aspas o campo que contém o separador.
problem-import-broken-character = A coluna “{ $column }” tem um caractere quebrado ou invisível: “{ $value }”.
    .remedy = Escreva o valor de novo, com as letras e os acentos certos.
problem-import-missing-value = A coluna “{ $column }” está vazia.
    .remedy = Preencha “{ $column }” nesta linha.
problem-import-too-long = O texto da coluna “{ $column }” é longo demais: “{ $value }”.
    .remedy = Encurte: até 64 letras em códigos e até 120 em nomes e descrições.
problem-import-bad-money = “{ $value }”, na coluna “{ $column }”, não é um valor que eu entenda sem dúvida.
    .remedy = Escreva como 1.234,56 ou 1234.56, com duas casas de centavos.
problem-import-not-positive = O valor da coluna “{ $column }” precisa ser maior que zero; veio “{ $value }”.
    .remedy = Corrija o valor; créditos e estornos não entram na carteira.
problem-import-bad-date = “{ $value }”, na coluna “{ $column }”, não é uma data que exista.
    .remedy = Escreva como 31/12/2026 ou 2026-12-31.
problem-import-date-out-of-range = A data “{ $value }”, na coluna “{ $column }”, está fora do que é possível.
    .remedy = Confira o ano: precisa ter quatro algarismos e ficar entre 1900 e 2100.
problem-import-date-ahead = A data “{ $value }”, na coluna “{ $column }”, ainda não chegou.
    .remedy = Confira o ano.
problem-import-bad-document = “{ $value }”, na coluna “{ $column }”, não tem a forma de um CPF nem de um CNPJ.
    .remedy = Escreva os 11 algarismos do CPF ou os 14 caracteres do CNPJ, com ou sem pontuação.
problem-import-document-check-digits = “{ $value }”, na coluna “{ $column }”, não é um CPF ou CNPJ válido: os dígitos verificadores não conferem.
    .remedy = Confira o número no cadastro; um algarismo está errado ou trocado.
problem-import-bad-phone = “{ $value }”, na coluna “{ $column }”, não é um telefone brasileiro.
    .remedy = Escreva com DDD, como (11) 98765-4321; se não souber, deixe vazio.
problem-import-bad-email = “{ $value }”, na coluna “{ $column }”, não é um endereço de e-mail.
    .remedy = Corrija, como em nome@exemplo.com.br; se não souber, deixe vazio.
problem-import-bad-uf = “{ $value }”, na coluna “{ $column }”, não é a sigla de um estado.
    .remedy = Escreva as duas letras, como SP.
problem-import-bad-language = “{ $value }”, na coluna “{ $column }”, não é um idioma.
    .remedy = Escreva a sigla, como pt-BR ou es; se não souber, deixe vazio.
problem-import-bad-name = “{ $value }”, na coluna “{ $column }”, não é um nome.
    .remedy = Escreva o nome com letras, em até 120 caracteres.
problem-import-bad-number = “{ $value }”, na coluna “{ $column }”, não é um número inteiro.
    .remedy = Escreva só algarismos, como 0 ou 3.
problem-import-bad-yes-no = “{ $value }”, na coluna “{ $column }”, não é sim nem não.
    .remedy = Escreva sim ou não.
problem-import-unknown-creditor = O credor “{ $value }” não está cadastrado.
    .remedy = Use um destes: { $known }; ou cadastre-o com --creditors ARQUIVO.toml.
problem-import-unknown-status = “{ $value }”, na coluna “{ $column }”, não é uma situação conhecida.
    .remedy = Use open (em aberto), paid (paga), cancelled (cancelada) ou disputed (contestada).
problem-import-paid-but-not = Há uma data de pagamento (“{ $value }”), mas a situação não é paga.
    .remedy = Mude a situação para paid ou apague a data de pagamento.
problem-import-due-before-issued = O vencimento (“{ $value }”) é anterior à emissão.
    .remedy = Confira as duas datas; costuma ser dia e mês trocados.
problem-import-customer-contradiction = A coluna “{ $column }” diz “{ $value }”, e a linha { $first_line } diz outra coisa do mesmo cliente.
    .remedy = Deixe os dados do cliente iguais em todas as linhas dele.
problem-import-invoice-twice = A fatura “{ $value }” já apareceu na linha { $first_line }, com outros dados.
    .remedy = Deixe só a linha certa, ou dê a cada fatura um código próprio.

problem-creditors-syntax = Este arquivo não é um TOML válido: { $detail }.
    .remedy = Corrija a escrita desta linha; textos ficam entre aspas, e cada credor começa com [[creditor]].
problem-creditors-none = Este arquivo não tem nenhum credor.
    .remedy = Comece um credor com a linha [[creditor]] e preencha os seus dados.
problem-creditors-no-list = “creditor” precisa ser uma lista de credores.
    .remedy = Comece cada credor com a linha [[creditor]], com dois colchetes.
problem-creditors-unknown-key = “{ $key }” não é um dado de credor que eu conheça.
    .remedy = Use só: { $known }.
problem-creditors-missing-key = Falta “{ $key }” neste credor.
    .remedy = Acrescente a linha { $key } = "…".
problem-creditors-not-text = “{ $key }” precisa ser um texto.
    .remedy = Escreva o valor entre aspas.
problem-creditors-not-flag = “{ $key }” precisa ser true ou false.
    .remedy = Escreva { $key } = true ou { $key } = false, sem aspas.
problem-creditors-bad-text = O texto de “{ $key }” está vazio, é longo demais ou tem caracteres invisíveis.
    .remedy = Escreva de 1 a 200 letras, em uma linha.
problem-creditors-bad-id = “{ $value }” não serve como código do credor.
    .remedy = Use letras sem acento, algarismos, ponto, hífen e sublinhado, até 64.
problem-creditors-duplicate-id = O credor “{ $value }” aparece duas vezes.
    .remedy = Dê um código próprio a cada credor.
problem-creditors-bad-cnpj = “{ $value }” não é um CNPJ válido.
    .remedy = Confira os 14 caracteres e os dígitos verificadores.
problem-creditors-bad-phone = “{ $value }” não é um telefone brasileiro.
    .remedy = Escreva com DDD, como +551130000000.
problem-creditors-bad-pix-key = “{ $value }” não é uma chave Pix.
    .remedy = Use CPF, CNPJ, telefone com +55, e-mail ou a chave aleatória.
problem-creditors-bad-percent = “{ $value }”, em “{ $key }”, não é uma porcentagem de 0 a 100.
    .remedy = Escreva como "2" ou "0.033".
problem-creditors-bad-days = “{ $key }” precisa ser um número inteiro de dias, de 1 a 3650.
    .remedy = Escreva { $key } = 30, por exemplo, ou apague a linha se o contrato não prevê suspensão.
problem-creditors-unknown-policy = O credor “{ $creditor }” usa a política “{ $policy }”, que não existe aqui. Sem ela, ninguém responderia aos clientes dele.
    .remedy = Use uma das que existem: { $known }; ou publique antes a que falta. Para trocar a política do credor, importe-o de novo.
problem-creditors-bad-language = “{ $value }” não é um idioma.
    .remedy = Escreva a sigla, como { $key } = "es", ou apague a linha para falar português.
problem-creditors-no-city = Não encontrei a cidade no endereço “{ $value }”.
    .remedy = Escreva a cidade e o estado, como em Campinas/SP, ou acrescente city = "Campinas".

problem-simulation-phrases = Não consegui ler as falas dos clientes simulados: { $detail }.
    .remedy = Compare com examples/customers.toml: listas de textos entre aspas, sem chaves a mais.
