# Os textos das pessoas da mesa: entrar, preferências, usuários, papéis, auditoria.

web-desk-skip = Ir para o conteúdo
web-desk-nav = Páginas
web-desk-nav-preferences = Preferências
web-desk-leave = Sair
web-desk-save = Salvar
web-desk-moment = { DATE($day, style: "full") } { DATE($at, style: "time") }
web-desk-signed-out = Sua sessão acabou. Entre de novo em outra aba e tente outra vez aqui: o que está escrito na página continua nela.
web-desk-forbidden = Seu papel não permite isso. Se precisar, fale com quem administra os usuários.
web-desk-role = { $code ->
    [agent] Atendente
    [supervisor] Supervisão
    [admin] Administração
    [auditor] Auditoria
   *[other] { $code }
  }

## Entrar

web-desk-enter-title = Entrar
web-desk-enter-login = Usuário
web-desk-enter-password = Senha
web-desk-enter-do = Entrar
web-desk-enter-wrong = Usuário ou senha não conferem.
web-desk-enter-wait = Foram muitas tentativas. Tente de novo a partir das { $until }.
web-desk-enter-demo = Demonstração: entre como ana ou bruno (atendentes), carla (supervisão), davi (administração) ou elisa (auditoria). A senha é { $password }.
web-desk-enter-nobody = Ainda não há usuários. Crie o primeiro no servidor: combinado user add --login maria --name "Maria Souza" --role admin

web-desk-sso = Entrar com a conta da empresa
web-desk-sso-down = O serviço de contas da empresa não respondeu. Tente de novo daqui a pouco ou entre com usuário e senha.
web-desk-sso-over = A entrada demorou demais ou foi aberta em outro lugar. Comece de novo.
web-desk-sso-refused = O serviço de contas da empresa não confirmou a entrada. Comece de novo.
web-desk-sso-unknown = Sua conta da empresa não tem acesso à mesa. Peça a quem administra os usuários.

## Preferências

web-desk-looks = Aparência e atalhos
web-desk-looks-theme = Tema
web-desk-looks-language = Idioma
web-desk-theme = { $code ->
    [system] Como no aparelho
    [light] Claro
    [dark] Escuro
   *[other] { $code }
  }
web-desk-looks-dense = Mais linhas na tela
web-desk-looks-keys = Atalhos de uma tecla
web-desk-looks-sound = Som quando um cliente escreve
web-desk-preferences-saved = Preferências salvas.
web-desk-password = Senha
web-desk-password-old = Senha atual
web-desk-password-new = Senha nova
web-desk-password-again = Senha nova, mais uma vez
web-desk-password-rule = Pelo menos { $least } caracteres. Algumas palavras juntas são fáceis de lembrar e difíceis de adivinhar.
web-desk-password-save = Trocar a senha
web-desk-password-saved = Senha trocada. Suas outras sessões foram encerradas.
web-desk-password-differ = As duas senhas novas não são iguais.
web-desk-password-wrong-old = A senha atual não confere.
web-desk-password-wait = Foram muitas tentativas com a senha atual. Espere alguns minutos.
web-desk-password-short = A senha nova é curta demais.
web-desk-password-long = A senha nova é longa demais.
web-desk-password-easy = A senha nova é fácil de adivinhar. Não use o próprio nome, sequências nem palavras comuns.
web-desk-sessions = Onde você está conectado
web-desk-sessions-note = Se não reconhecer alguma, encerre e troque a senha.
web-desk-sessions-this = esta
web-desk-sessions-began = desde { $at }
web-desk-sessions-seen = última atividade em { $at }
web-desk-sessions-end = Encerrar
web-desk-sessions-end-others = Encerrar todas as outras
web-desk-sessions-ended = Sessões encerradas.

## Sessão que acabou no meio de um envio

web-desk-kept = Sua sessão acabou antes do envio. Entre de novo: o que você escreveu está guardado nesta página.
web-desk-kept-title = Quer enviar agora?
web-desk-kept-note = Sua sessão tinha acabado. Nada foi enviado ainda.
web-desk-kept-send = Enviar agora
web-desk-kept-drop = Não enviar
web-desk-enter-or = ou

## Segundo fator

web-desk-code-title = Código de confirmação
web-desk-code = Código
web-desk-code-hint = Os 6 números do aplicativo autenticador. Se perdeu o aparelho, use um dos códigos de reserva.
web-desk-code-wrong = Esse código não confere ou já foi usado. Espere o próximo e tente de novo.
web-desk-enrol-title = Confirmar a entrada com o celular
web-desk-enrol-asked = Seu papel pede um segundo fator: além da senha, um código do seu celular.
web-desk-enrol-how = Abra um aplicativo autenticador (Google Authenticator, Aegis, Microsoft Authenticator ou outro), leia o quadrado e escreva o código que aparecer.
web-desk-enrol-qr = QR code para o aplicativo autenticador
web-desk-enrol-by-hand = Sem câmera? Digite esta chave no aplicativo:
web-desk-enrol-do = Confirmar
web-desk-codes-title = Guarde estes códigos
web-desk-codes-note = Se perder o celular, cada um deles serve uma vez no lugar do código. Eles não aparecem de novo.
web-desk-codes-on = Já guardei, continuar
web-desk-second = Segundo fator
web-desk-second-off = Desligado. Com ele, uma senha descoberta não basta para entrar no seu lugar.
web-desk-second-on = Ligado. Códigos de reserva que ainda servem: { $left }.
web-desk-second-start = Ligar
web-desk-second-stop = Desligar
web-desk-second-needed = Seu papel pede o segundo fator; ele não pode ser desligado.
web-desk-second-stopped = Segundo fator desligado. Suas outras sessões foram encerradas.
web-desk-second-wrong = O código não confere. O segundo fator continua ligado.

## Usuários

web-desk-nav-people = Usuários
web-desk-people-name = Nome
web-desk-people-role = Papel
web-desk-people-creditors = Credores
web-desk-people-sectors = Setores
web-desk-people-state = Situação
web-desk-people-all = todos
web-desk-people-active = ativo
web-desk-people-out = sem acesso
web-desk-people-no-password = sem senha
web-desk-people-second = segundo fator
web-desk-people-new = Novo usuário
web-desk-people-add = Criar
web-desk-people-back = Voltar aos usuários
web-desk-people-creditors-hint = Separe com vírgulas. Vazio: todos. Existem: { $known }.
web-desk-people-sectors-hint = Separe com vírgulas. Vazio: todos.
web-desk-person-what = Nome, papel e o que vê
web-desk-person-access = Acesso
web-desk-person-added = Criado. Agora gere um link para a pessoa escolher a senha.
web-desk-person-changed = Salvo. Vale a partir da próxima página que a pessoa abrir.
web-desk-person-disabled = Acesso retirado. As sessões foram encerradas.
web-desk-person-enabled = Acesso devolvido.
web-desk-person-second-reset = Segundo fator retirado. As sessões foram encerradas.
web-desk-person-link = Entregue este endereço só à pessoa. Serve uma vez, por 24 horas, e não aparece de novo:
web-desk-person-make-link = Gerar link para escolher a senha
web-desk-person-reset-second = Retirar o segundo fator
web-desk-person-enable = Devolver o acesso
web-desk-person-disable = Retirar o acesso
web-desk-person-sessions = Onde está conectada
web-desk-person-no-sessions = Em nenhum lugar agora.
web-desk-person-end-sessions = Encerrar todas as sessões
web-desk-refusal-login = Use de 3 a 100 letras sem acento, algarismos e os sinais . - _ @ + no usuário.
web-desk-refusal-taken = Já existe alguém com esse usuário.
web-desk-refusal-name = O nome precisa ter de 2 a 80 letras.
web-desk-refusal-creditor = Algum dos credores não existe. Confira os nomes.
web-desk-refusal-unknown = Essa pessoa não existe, ou o link já foi usado.
web-desk-refusal-last-admin = É a única pessoa na administração. Dê esse papel a mais alguém antes.
web-desk-choose-title = Escolher a senha
web-desk-choose-over = Este link já foi usado ou passou do prazo. Peça outro a quem administra os usuários.

## Papéis

web-desk-nav-roles = Papéis
web-desk-roles-note = Cada página e cada ação confere esta tabela no servidor, além dos credores e setores de cada pessoa.
web-desk-roles-right = O que pode
web-desk-roles-yes = sim
web-desk-roles-no = não
web-desk-right = { $code ->
    [read-cases] Ver casos, conversas e dívidas
    [answer] Assumir um caso, escrever, devolver, encerrar
    [offer] Fazer propostas dentro da própria alçada
    [reveal-document] Ver CPF ou CNPJ inteiro (cada vez fica registrada)
    [reassign] Passar casos entre colegas
    [approve] Decidir propostas acima da alçada de atendentes
    [watch] Ver o painel ao vivo
    [settle-alerts] Marcar avisos como vistos
    [review] Avaliar a qualidade das conversas
    [read-reports] Ver relatórios
    [export] Exportar listas
    [read-audit] Ler a auditoria
    [manage-people] Criar e mudar usuários
    [read-tuning] Ver fluxos, textos, palavras e política, com suas versões
    [draft] Mudar fluxos, textos e palavras em um rascunho
    [raise-limits] Mudar a política em um rascunho
    [review-draft] Aprovar o rascunho de outra pessoa
    [publish] Publicar um rascunho aprovado e voltar a uma versão anterior
   *[other] { $code }
  }

## Auditoria

web-desk-nav-audit = Auditoria
web-desk-audit-who = Quem
web-desk-audit-what = O que fez
web-desk-audit-any = qualquer
web-desk-audit-from = De
web-desk-audit-until = Até
web-desk-audit-show = Mostrar
web-desk-audit-csv = Exportar CSV
web-desk-audit-none = Nada registrado com esses filtros.
web-desk-audit-number = Nº
web-desk-audit-at = Quando
web-desk-audit-subject = Sobre
web-desk-audit-detail = Detalhe
web-desk-audit-more = Mais antigos
web-desk-audit-console = comando no servidor
web-desk-audit-provider = conta da empresa
web-desk-audit-nobody = ninguém conectado
web-desk-audit-action = { $code ->
    [sign-in] Entrou
    [sign-in-refused] Entrada recusada
    [session-end] Encerrou uma sessão
    [session-end-all] Encerrou sessões
    [second-factor] Confirmou o segundo fator
    [second-factor-reset] Retirou o segundo fator
    [password] Trocou a senha
    [password-link] Gerou link de senha
    [person-add] Criou usuário
    [person-change] Mudou usuário
    [person-disable] Retirou acesso
    [person-enable] Devolveu acesso
    [bridge-code] Pediu um código para outra central de atendimento
    [bridge-linked] Ligou o seu acesso a outra central de atendimento
    [refused] Pediu o que o papel não permite
    [reveal-document] Viu um documento inteiro
    [reveal-document-refused] Pediu um documento inteiro sem poder
    [export] Exportou
    [take] Assumiu uma conversa
    [take-from] Assumiu a conversa de um colega
    [pass-on] Devolveu à espera
    [transfer] Transferiu uma conversa
    [give-back] Devolveu ao robô
    [absent] Conversa de quem saiu voltou à espera
    [note] Escreveu uma nota
    [insist] Enviou apesar do aviso sobre as palavras
    [retry] Tentou de novo um envio que falhou
    [schedule] Agendou uma mensagem
    [unschedule] Cancelou um agendamento
    [snooze] Adiou uma conversa
    [wake] Trouxe de volta uma conversa adiada
    [attach] Mandou um arquivo
    [offer] Fez uma proposta
    [offer-withdrawn] Retirou uma proposta
    [approve] Aprovou uma proposta
    [approve-no] Não aprovou uma proposta
    [approve-expired] Quis aprovar uma proposta que venceu
    [close] Encerrou um caso
    [draft-open] Abriu um rascunho
    [draft-save] Mudou um arquivo de um rascunho
    [draft-push] Trouxe uma pasta como rascunho
    [draft-ask] Pediu revisão de um rascunho
    [draft-approve] Aprovou um rascunho
    [draft-return] Devolveu um rascunho
    [draft-rebase] Trouxe um rascunho para a versão no ar
    [read-again] Mandou ler de novo o que não tinha dado para ler
    [process-again] Mandou processar de novo o que tinha falhado
    [draft-drop] Descartou um rascunho
    [publish] Publicou uma versão
    [alert-seen] Marcou um aviso como visto
    [rollback] Voltou a uma versão anterior
    [experiment-stop] Parou um experimento
   *[other] { $code }
  }
