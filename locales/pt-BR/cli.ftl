# O que os comandos dizem a quem os usa.

cli-no-flow = Não há nenhum fluxo de conversa. Ponha um arquivo .toml na pasta flows/ do conteúdo.
cli-no-policy = Não há política com o nome { $policy }. Ponha-a na pasta policies/ ou corrija o credor.
cli-unreadable = Não consegui ler { $file }: { $detail }. Confira o caminho e a permissão de leitura.
cli-customer-unknown = Não há cliente { $id }. Confira o identificador, que é o da coluna customer da carteira.
cli-link-made = O link vale uma vez e por { $hours } horas. Quem chega por ele ainda confirma quem é antes de qualquer assunto.
cli-customer-many = Mais de um credor tem o cliente { $id }. Escreva credor/cliente, como aurora/{ $id }.
cli-gate = { $invoice } não permite contato: { $why }
cli-forbidden = O primeiro contato não é permitido agora: { $why }
cli-nothing-to-pay = Não há cobrança em aberto: diga quanto foi pago, como "paid": "123.45" ou /pagar 123,45.
cli-agent = Júlia

## combinado chat

cli-chat-welcome = Você é o cliente. Escreva à vontade, ou o número de uma opção. /ajuda mostra os comandos.
cli-chat-customer-first = O assistente não começou a conversa. Escreva primeiro, se quiser.
cli-chat-prompt = você ›
cli-chat-bot = assistente
cli-chat-agent = pessoa da equipe
cli-chat-pix = Pix copia e cola:
cli-chat-boleto = Linha do boleto:
cli-chat-unknown = Não conheço { $command }. /ajuda mostra os comandos.
cli-chat-help =
    /tempo 2d    deixa passar o tempo (m, h ou d)
    /pagar       paga a cobrança em aberto; /pagar 50,00 paga outro valor
    /foto        manda uma imagem
    /ajuda       mostra isto
    /sair        encerra
cli-line = linha { $line }: { $words }
cli-line-unknown-key = não conheço "{ $key }". Use text, choose, media, after, paid, agent ou return.
cli-line-not-one-key = são { $count } chaves, e cada linha faz uma coisa só. Deixe uma chave por linha.
cli-line-bad-value = { $value } não serve para "{ $key }". { $known }
    .text = Escreva um texto entre aspas.
    .choose = Escreva o número da opção, o identificador ou o texto exato dela.
    .media = Use image, audio, video, document, sticker, location ou contact.
    .after = Escreva um tempo como 30m, 3h ou 2d, de até dez anos.
    .paid = Escreva um valor positivo como "123.45", ou null para o valor da cobrança.
    .agent = Escreva um texto entre aspas.
    .return = Use true.

## combinado understand --hint

cli-hint-off = A segunda opinião está desligada. Configure hint_url e hint_model, ou as variáveis COMBINADO_HINT_URL e COMBINADO_HINT_MODEL.
cli-hint-spent =
    Segunda opinião: { $calls } chamadas, { $failures } sem resposta útil, { $skipped } não feitas, { $tokens } tokens, { $seconds } s.

## combinado check

cli-check-clean = Nenhum problema em { $files } arquivos.
cli-check-problems = Problemas: { $problems }.

## O que se aprende sem reiniciar

cli-lessons-learnt = O assistente aprendeu de novo, com { $examples } exemplos; vale a partir da próxima mensagem.
cli-lessons-refused = O assistente não aprendeu os exemplos novos e segue com os de antes:

## combinado demo

cli-demo-ready =
    A demonstração está em http://127.0.0.1:{ $port }/ (os dados ficam em { $folder }). Ctrl-C encerra.
    No terminal: COMBINADO_DATABASE={ $folder }/demo.db combinado chat --customer A1003
cli-demo-ended = Demonstração encerrada.
cli-demo-port = A porta { $port } já está em uso ou não é permitida. Tente outra, como --port { $next }, ou --port 0 para qualquer porta livre.
cli-demo-data = Não consegui usar a pasta { $folder }: { $detail }. Escolha outra com --data.

## combinado serve

cli-serve-ready =
    Atendendo em http://{ $address }/. Os webhooks chegam em /webhooks/whatsapp e /webhooks/telegram/…; o estado está em /health/ready. Ctrl-C encerra.
cli-serve-ended = Encerrado. O que estava na fila continua guardado.
cli-serve-no-accounts = Não há nenhuma conta de WhatsApp nem de Telegram. "combinado setup whatsapp" e "combinado setup telegram" perguntam e configuram.
cli-serve-creditor = A configuração fala do credor { $id }, que não está no banco. Importe a carteira dele com "combinado import", ou corrija o combinado.toml.
cli-serve-address = Não consegui atender em { $address }: outro programa usa esse endereço, ou ele não é desta máquina. Escolha outro com --listen.
cli-serve-roles = Dividir o trabalho com --role precisa de um banco PostgreSQL. Com um arquivo SQLite, um só processo faz tudo: retire --role.
cli-serve-locked = Outro processo já trabalha com { $file }. Encerre-o antes, ou use PostgreSQL para ter vários.
cli-serve-file = Não consegui criar { $file }: { $detail }. Confira a pasta e a permissão de escrita.
cli-serve-chat-pages = As páginas de conversa deixam qualquer visita falar como qualquer cliente. Só as ofereço nesta máquina: use --listen 127.0.0.1:8080 ou retire --chat-pages.
