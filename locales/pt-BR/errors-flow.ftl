# Problemas dos fluxos de conversa (flows/*.toml).

problem-flow-broken-toml = O arquivo não é TOML válido: { $error }.
    .remedy = Corrija esta linha; textos ficam entre aspas e cada tabela começa com [nome].
problem-flow-missing-key = Em “{ $where }” falta “{ $key }”.
    .remedy = Acrescente { $key } = … nesta tabela.
problem-flow-wrong-type = Em “{ $where }”, “{ $key }” deveria ser { $wanted ->
    [text] um texto entre aspas
    [number] um número inteiro
    [boolean] true ou false
    [list] uma lista entre colchetes
   *[table] uma tabela
  } e não { $got }.
    .remedy = Troque o valor de { $key }.
problem-flow-unknown-key = Em “{ $where }” ninguém conhece “{ $key }”.
    .remedy = { $nearest ->
    [none] Apague esta linha ou confira o nome na documentação do tipo de passo.
   *[other] Você quis dizer “{ $nearest }”?
  }
problem-flow-unknown-word = “{ $word }” não é uma palavra conhecida em “{ $where }”.
    .remedy = Use uma destas: { $known }.
problem-flow-say-or-go = “{ $where }” precisa de “say” ou de “go”, e só de um deles.
    .remedy = Deixe say = "texto" para responder e continuar, ou go = "passo" para mudar de passo.
problem-flow-empty-condition = Em “{ $where }” a condição está vazia e valeria sempre.
    .remedy = Escreva ao menos uma condição em when, ou leve este destino para otherwise.
problem-flow-unknown-step = “{ $where }” leva a “{ $target }”, que não existe.
    .remedy = { $nearest ->
    [none] Crie o passo [steps.{ $target }] ou aponte para um que exista.
   *[other] Você quis dizer “{ $nearest }”?
  }
problem-flow-missing-reflex = Falta o reflexo “{ $intent }”, que a lei ou o cuidado exigem.
    .remedy = Acrescente em [reflexes]: { $intent } = { "{" } go = "passo" { "}" }.
problem-flow-ask-without-answer = O passo “{ $step }” pergunta e não aceita resposta nenhuma.
    .remedy = Dê a ele options, um slot com heard, ou uma tabela hear.
problem-flow-option-twice = No passo “{ $step }” há duas opções com o id “{ $id }”.
    .remedy = Dê outro id a uma delas.
problem-flow-too-many-options = O passo “{ $step }” tem { $count } opções; um canal mostra no máximo { $most }.
    .remedy = Junte opções ou divida a pergunta em duas.
problem-flow-unreachable-step = Nenhum caminho chega ao passo “{ $step }”.
    .remedy = Aponte para ele de algum passo, ou apague-o.
problem-flow-endless-step = Do passo “{ $step }” nenhum caminho chega a um fim ou a uma pessoa.
    .remedy = Leve algum destino dele a um passo do tipo end ou handoff.
problem-flow-restless-cycle = O passo “{ $step }” está num círculo que nunca espera pelo cliente.
    .remedy = Ponha no círculo um passo que pergunte, como ask, ou corte o círculo.
problem-flow-no-human = Do passo “{ $step }” nenhum caminho chega a uma pessoa, e é ali que vai quem não foi entendido ou pediu uma.
    .remedy = Leve algum destino dele a um passo do tipo handoff.
problem-flow-cue-unused = Ninguém olha a marca “{ $cue }”.
    .remedy = Use-a em [cued] ou numa condição cue, ou apague-a de [cues].
problem-flow-text-never-said = O passo “{ $step }” pergunta se “{ $key }” foi dito, e nada neste fluxo diz esse texto.
    .remedy = Confira o nome do texto, ou tire a condição.
problem-flow-slot-unread = O passo “{ $step }” pergunta por “{ $slot }”, e nada usa a resposta.
    .remedy = Use a resposta numa condição, ou tire a pergunta.
problem-flow-slot-unset = O passo “{ $step }” depende de “{ $slot }”, e nenhum passo pergunta por isso.
    .remedy = Faça um passo ask com slot = "{ $slot }", ou tire a condição.
problem-flow-debt-before-identity = Chega-se ao passo “{ $step }” sem confirmar a identidade, e ele fala da dívida: ali nada seria dito.
    .remedy = Passe antes por um passo do tipo identify, ou ponha verified = true no reflexo que leva até ele.
