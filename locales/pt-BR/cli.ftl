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

## banco e registro

cli-database-closed = Não consegui abrir o banco de dados: { $detail }. Confira database em combinado.toml ou a variável COMBINADO_DATABASE: se é um arquivo, se a pasta existe e se você pode escrever nela; se é postgres://, se o servidor responde e se usuário e senha valem.
cli-no-conversation = Não há conversa { $id } neste banco. Confira o identificador, que é o do endereço da conversa na mesa.

## combinado check

cli-check-clean = Nenhum problema. Arquivos conferidos: { $files }.
cli-check-problems = Problemas: { $problems }.

## O que se aprende sem reiniciar

cli-lessons-learnt = O assistente aprendeu de novo, com { $examples } exemplos; vale a partir da próxima mensagem.
cli-lessons-refused = O assistente não aprendeu os exemplos novos e segue com os de antes:

## combinado demo

cli-demo-ready =
    A demonstração está em http://127.0.0.1:{ $port }/ (os dados ficam em { $folder }). Ctrl-C encerra.
    A mesa de atendimento está em http://127.0.0.1:{ $port }/mesa: ana e bruno (atendentes), carla (supervisão), davi (administração), elisa (auditoria), todos com a senha { $password }
    No terminal: COMBINADO_DATABASE={ $folder }/demo.db combinado chat --customer A1003
cli-demo-ended = Demonstração encerrada.
cli-demo-port = A porta { $port } já está em uso ou não é permitida. Tente outra, como --port { $next }, ou --port 0 para qualquer porta livre.
cli-demo-data = Não consegui usar a pasta { $folder }: { $detail }. Escolha outra com --data.

## combinado serve

cli-serve-ready =
    Atendendo em http://{ $address }/. Os webhooks chegam em /webhooks/whatsapp e /webhooks/telegram/…; o estado está em /health/ready. Ctrl-C encerra.
cli-serve-content-differs = A pasta de conteúdo difere da versão { $number }, que está no ar; leve as mudanças com `combinado push`.
cli-serve-ended = Encerrado. O que estava na fila continua guardado.
cli-serve-no-accounts = Não há nenhuma conta de WhatsApp nem de Telegram. "combinado setup whatsapp" e "combinado setup telegram" perguntam e configuram.
cli-serve-creditor = A configuração fala do credor { $id }, que não está no banco. Importe a carteira dele com "combinado import", ou corrija o combinado.toml.
cli-serve-address = Não consegui atender em { $address }: outro programa usa esse endereço, ou ele não é desta máquina. Escolha outro com --listen.
cli-serve-roles = Dividir o trabalho com --role precisa de um banco PostgreSQL. Com um arquivo SQLite, um só processo faz tudo: retire --role.
cli-serve-locked = Outro processo já trabalha com { $file }. Encerre-o antes, ou use PostgreSQL para ter vários.
cli-serve-file = Não consegui criar { $file }: { $detail }. Confira a pasta e a permissão de escrita.
cli-serve-chat-pages = As páginas de conversa deixam qualquer visita falar como qualquer cliente. Só as ofereço nesta máquina: use --listen 127.0.0.1:8080 ou retire --chat-pages.

## combinado queue

cli-queue-again = A mensagem { $about } vai ser enviada de novo.
cli-queue-empty = Nada espera envio, nada está parado e nenhuma conta tem problema.
cli-queue-seen = Avisos marcados como vistos: { $count }.
cli-queue-none = Não há mensagem { $about } parada. "combinado queue --dead" e "combinado queue --unknown" mostram as que há.
cli-queue-resumed = A conta { $about } volta a enviar.
cli-queue-open = A conta { $about } não está suspensa nem pausada. "combinado queue" mostra como está cada uma.

## combinado setup

cli-setup-whatsapp-policy =
    A política do WhatsApp cita "cobrança de dívidas" entre os negócios que ela não permite. Quem usa isto aqui fala com os próprios clientes, em nome próprio, sobre contas deles. Leia docs/channels.md antes de ligar um número.
cli-setup-ask-creditor = Código do credor, como está na carteira importada:
cli-setup-ask-number = Identificador do número de telefone (painel da Meta, WhatsApp, Configuração da API):
cli-setup-ask-business = Identificador da conta do WhatsApp Business (na mesma tela):
cli-setup-ask-public-url = Endereço público deste servidor, com https://:
cli-setup-ask-token = Token do usuário do sistema (não aparece enquanto você digita):
cli-setup-ask-app-secret = Chave secreta do aplicativo, em Configurações, Básico (não aparece):
cli-setup-ask-bot-token = Token que o BotFather mostrou (não aparece enquanto você digita):
cli-setup-ask-write = Está tudo certo com a conta. Posso escrever a configuração? (s/n)
cli-setup-ask-again = Tentar de novo agora? (s/n)
cli-setup-ask-test-phone = Para uma mensagem de teste, mande "oi" do seu celular para o número e escreva aqui o seu telefone com + e país (Enter para não mandar):
cli-setup-ask-test-chat = Para uma mensagem de teste, o número do seu chat com o bot (Enter para não mandar):
cli-setup-missing = Falta { $what }. Informe isso na linha de comando, ou rode em um terminal, sem --yes, para eu perguntar.
cli-setup-not-https = O endereço público precisa começar com https:// e veio { $url }. Ponha um proxy com certificado na frente, como docs/channels.md mostra.
cli-setup-creditor-unknown = Não há credor { $id } no banco. Há: { $known }.
cli-setup-no-portfolio = Ainda não há carteira no banco: importe-a com "combinado import" antes de servir.
cli-setup-known = Esta conta já está em { $file }. Vou conferir e registrar de novo, sem mudar o arquivo.
cli-setup-not-written = Nada foi escrito.
cli-setup-written =
    Escrevi a conta em { $file } e os segredos em { $env }, que só você pode ler. Antes de servir, carregue-os: set -a; . ./{ $env }; set +a
cli-setup-refused = { $what } não deu certo (código { $code }).
cli-setup-step-token = A conferência do token
cli-setup-step-number = A consulta do número de telefone
cli-setup-step-business = A consulta da conta do WhatsApp Business
cli-setup-step-subscribe = A inscrição do aplicativo nos webhooks da conta
cli-setup-step-bot = A consulta do bot
cli-setup-step-webhook = O registro do webhook
cli-setup-step-test = A mensagem de teste
cli-setup-mend-account =
    O token não serve para isso: venceu, foi trocado ou não tem permissão. Gere outro no painel e rode o comando de novo.
cli-setup-mend-network = Não consegui falar com o servidor. Confira a internet e o endereço da API, e tente de novo em alguns minutos.
cli-setup-mend-wait = O provedor pediu uma pausa. Espere alguns minutos e rode de novo.
cli-setup-mend-window =
    Fora das 24 horas desde a última mensagem do cliente, só vai modelo aprovado. Mande "oi" do seu celular para o número e rode de novo.
cli-setup-mend-recipient =
    O provedor não entrega para esse destino. Confira o endereço; no Telegram, a pessoa precisa ter começado a conversa com o bot.
cli-setup-mend-values = O provedor não aceitou um dos valores. Confira os identificadores: é fácil trocar o do número pelo da conta.
cli-setup-token-invalid = O token não vale mais. Gere um token de usuário do sistema, sem prazo, e rode de novo.
cli-setup-token-scopes = Faltam permissões ao token: { $scopes }. Gere outro com elas marcadas.
cli-setup-token-ends = Atenção: este token tem prazo. Para produção, gere um token de usuário do sistema sem prazo.
cli-setup-number-found = Número encontrado: { $number }, com o nome { $name }.
cli-setup-templates-found = Conta do WhatsApp Business encontrada. Modelos de mensagem nela: { $count }.
cli-setup-whatsapp-registered = A Meta conferiu { $url } e vai entregar ali as mensagens desta conta.
cli-setup-whatsapp-unverified =
    A Meta perguntou em { $url } e não ouviu a resposta certa. O que você respondeu já está escrito: em outro terminal, carregue { $env } e deixe "combinado serve" no ar, com o proxy na frente. Depois tente de novo; nada é perguntado outra vez.
cli-setup-whatsapp-next =
    As mensagens já chegam por esta conta. Os avisos de modelos e da conta a Meta só entrega no endereço do aplicativo: no painel, em WhatsApp, Configuração, Webhook, ponha { $url } e, como token de verificação, o valor de COMBINADO_WHATSAPP_VERIFY_TOKEN que está em { $env }. Assine ali o campo messages, sem o qual nada chega, e os outros que docs/channels.md lista.
cli-setup-bot-found = Bot encontrado: { $name } (@{ $username }).
cli-setup-telegram-next = Pronto. Com "combinado serve" no ar, abra https://t.me/{ $username } e toque em Iniciar.
cli-setup-test-message = Esta é uma mensagem de teste do Combinado. O canal está configurado.
cli-setup-test-sent = A mensagem de teste foi aceita. Confira se ela chegou.

## combinado pull, push, release

cli-release-nobody = Ninguém entra aqui como “{ $login }”. Quem tem acesso aparece em "combinado user list".
cli-release-none = Nenhuma versão está no ar nesta base. Rode "combinado serve" uma vez: ele põe no ar a versão 1.
cli-release-serves = A versão { $number } está no ar. As outras instâncias passam a usá-la em até dois segundos.
cli-pull-done = { $count ->
    [0] A pasta já está na versão { $number }.
    [1] Versão { $number } na pasta: 1 arquivo mudou.
   *[other] Versão { $number } na pasta: { $count } arquivos mudaram.
}
cli-pull-unwritable = Não consegui gravar em { $file }: { $detail }. Confira a permissão e o espaço; depois repita.
cli-push-empty = Não há conteúdo em { $folder }. Diga a pasta que tem flows/, policies/ e locales/.
cli-push-nothing = A pasta não muda nada do que está no ar.
cli-push-done = { $problems ->
    [0] Rascunho { $id } à espera de revisão, em /ajustes.
   *[other] Rascunho { $id } à espera de revisão, em /ajustes. Antes de publicar, corrija o que está acima.
}
cli-exchange-no-lines = Um lado mudou o arquivo e o outro o apagou, ou os dois o criaram.
cli-exchange-conflicts = { $count ->
    [1] Os dois lados mudaram as mesmas linhas de 1 arquivo. Nada foi gravado. Junte as duas mudanças à mão, ou escolha o lado com --mine ou --theirs e o caminho.
   *[other] Os dois lados mudaram as mesmas linhas de { $count } arquivos. Nada foi gravado. Junte as mudanças à mão, ou escolha o lado de cada um com --mine ou --theirs e o caminho.
}

## combinado user

cli-user-added = { $login } já pode entrar na mesa.
cli-user-password = Senha de { $login } trocada. As sessões abertas foram encerradas.
cli-user-changed = Papel e acesso de { $login } trocados. Vale a partir de agora.
cli-user-disabled = { $login } não entra mais. As sessões abertas foram encerradas.
cli-user-enabled = { $login } pode entrar de novo.
cli-user-ask = Senha:
cli-user-refused = { $code ->
    [login] { $login } não serve como usuário: use de 3 a 100 letras sem acento, algarismos e os sinais . - _ @ +
    [taken] Já existe alguém com o usuário { $login }.
    [name] O nome precisa ter de 2 a 80 letras.
    [creditor] Algum dos credores não está no banco. Importe a carteira dele antes, ou corrija o nome.
    [unknown] Não existe ninguém com o usuário { $login }. Veja com "combinado user list".
    [last-admin] { $login } é a única pessoa na administração. Dê esse papel a mais alguém antes.
    [short] A senha precisa ter pelo menos { $least } caracteres.
    [long] A senha é longa demais.
    [easy] A senha é fácil de adivinhar. Não use o próprio nome, sequências nem palavras comuns.
   *[other] { $code }
  }
cli-serve-nobody = Ainda não há ninguém na mesa de atendimento (/mesa). Crie a primeira pessoa: combinado user add --login maria --name "Maria Souza" --role admin

## combinado audit

cli-audit-whole = A auditoria está inteira: { $count } registros, cada um ligado ao anterior. Guarde a linha acima fora deste servidor: com --expect ela prova depois que nada foi trocado.
cli-audit-broken = A auditoria foi alterada: o registro { $number } não confere, falta ou está fora do lugar.
cli-audit-expect = Não entendi --expect. Use número:código, como "combinado audit verify" escreve.

## combinado doctor

cli-doctor-content = Configuração, fluxos, políticas e textos foram lidos sem problemas.
cli-doctor-database = O banco não abriu: { $detail }. Confira o endereço em database e se o servidor está no ar.
cli-doctor-database-well = O banco abriu ({ $engine }) e está atualizado.
cli-doctor-creditor = O credor { $id } não está no banco. Importe a carteira dele ou corrija o combinado.toml.
cli-doctor-consent = No WhatsApp, { $agreed } de { $count } clientes do credor { $id } aceitaram receber mensagens; aos outros só se responde.
cli-doctor-consent-none = Nenhum dos { $count } clientes do credor { $id } aceitou receber mensagens no WhatsApp: lembretes não saem, só respostas. Informe a data do aceite na coluna opt_in_on da importação.
cli-doctor-set-aside = Há { $count } itens postos de lado nas filas. Veja-os com "combinado queue".
cli-doctor-people = Pessoas que podem entrar na mesa de atendimento: { $count }. Crie mais com "combinado user add".
cli-doctor-queues = Nada foi posto de lado nas filas.
cli-doctor-secret = Falta a variável { $variable }.
cli-doctor-no-accounts = Não há nenhuma conta de canal. Use "combinado setup whatsapp" ou "combinado setup telegram".
cli-doctor-account = A conta { $account } recusou a consulta (código { $code }). { $mend }
cli-doctor-number = Número { $id }: estado { $status }, qualidade { $quality }.
cli-doctor-number-ill = Número { $id }: estado { $status }, qualidade { $quality }. Veja no painel da Meta o que aconteceu antes de enviar mais.
cli-doctor-no-business = Falta business_account_id na tabela do número { $id }: sem ele não há modelos nem avisos da conta.
cli-doctor-not-subscribed = Nenhum aplicativo recebe os webhooks da conta do número { $id }. Rode "combinado setup whatsapp" de novo.
cli-doctor-templates = Modelos de mensagem aprovados: { $approved } de { $count }.
cli-doctor-templates-none = Nenhum modelo aprovado na conta do número { $id }: fora das 24 horas nada sai. Rode "combinado templates push" e aguarde a aprovação da Meta.
cli-doctor-no-public-url = Falta public_url: sem ele não dá para conferir nem registrar webhooks.
cli-doctor-reached = O webhook responde em { $url }.
cli-doctor-reached-other = Em { $url } respondeu outra coisa (estado { $status }). Confira se o proxy leva /webhooks/ até o "combinado serve" e se ele está no ar.
cli-doctor-reached-nobody = Em { $url } ninguém respondeu. Confira DNS, porta, certificado e se o "combinado serve" está no ar.
cli-doctor-bot = Bot @{ $username } encontrado.
cli-doctor-webhook-elsewhere = O Telegram não entrega as mensagens do bot { $id } aqui. Rode "combinado setup telegram" de novo.
cli-doctor-webhook-error = O Telegram tentou entregar mensagens do bot { $id } na última hora e não conseguiu. Confira o endereço público e o certificado.
cli-doctor-well = Tudo em ordem.
cli-doctor-ill = Para resolver: { $count }.
cli-pocket-nobody = Não há ninguém que entre como { $login }.
cli-pocket-next = O código vale 15 minutos, uma vez só. { $name } escreve ao bot da mesa de bolso, na conversa privada: /entrar { $code }
cli-setup-ask-chatwoot-url = Onde fica o Chatwoot, como https://chatwoot.exemplo:
cli-setup-ask-chatwoot-account = O número da conta, que aparece no endereço de toda página:
cli-setup-ask-chatwoot-token = O token de acesso do usuário do Combinado (página de perfil):
cli-setup-ask-chatwoot-secret = O segredo dos webhooks, que o Chatwoot mostra nesta caixa de entrada:
cli-setup-chatwoot-url = O endereço { $url } não serve: https://, sem senha nem parâmetros.
cli-setup-chatwoot-off = A mesa [desk.chatwoot] não está configurada, ou falta um segredo dela.
cli-setup-chatwoot-user = Token: certo. Usuário: { $name }.
cli-setup-clock-good = Relógios: certos.
cli-setup-clock-apart = Relógios: { $seconds } segundos de diferença. Funciona, mas acerte-os: com 5 minutos os webhooks são recusados.
cli-setup-clock-wrong = Relógios: { $seconds } segundos de diferença. Os webhooks seriam recusados; acerte os relógios e tente de novo.
cli-setup-inbox = Caixa de entrada: { $name }, número { $id }.
cli-setup-window-closed = Passaram 24 horas da última mensagem da pessoa: só um modelo aprovado pode ir, pela mesa do Combinado.
cli-setup-step-chatwoot-token = conhecer o token
cli-setup-step-chatwoot-clock = comparar os relógios
cli-setup-step-chatwoot-inbox = criar a caixa de entrada
cli-setup-mend-chatwoot = Confira o token, o número da conta e se o usuário é administrador.
cli-setup-round-good = Webhook assinado de { $channel }: recebido em { $url }.
cli-setup-round-secret = Webhook assinado de { $channel }: recusado. Se "combinado serve" ainda roda sem estes segredos, reinicie-o e repita com --check; senão, o segredo não é o desta caixa.
cli-setup-round-other = Webhook assinado de { $channel }: { $url } respondeu { $status }, e não é o Combinado.
cli-setup-round-nobody = Webhook assinado de { $channel }: ninguém atende em { $url }.
cli-check-not-reached = { $place }: nenhuma conversa de teste chega a “{ $name }”.
cli-check-in-arm = { $path }, no experimento “{ $experiment }”, jeito “{ $arm }”
cli-check-played-in-arm = Experimento “{ $experiment }”, jeito “{ $arm }”: { $count } conversas de teste, { $different } diferentes.
cli-check-played = { $count } conversas de teste, { $different } diferentes; { $covered } de { $steps } passos alcançados.
cli-codes-title = Códigos das verificações
cli-codes-intro = Cada problema que `combinado check`, as páginas de ajustes, a importação e a publicação apontam tem um código, o mesmo em toda parte. Reticências estão no lugar dos valores de cada caso. Esta página é escrita por `combinado check --codes --examples tests/fixtures/problems`.
cli-codes-remedy = O que fazer
cli-codes-bad = Acusa:
cli-codes-good = Não acusa:
