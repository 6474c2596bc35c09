# Um passo como formulário, os erros, os testes e os idiomas.

# --- um passo ---------------------------------------------------------------------------------

web-tuning-step-change = Mudar este passo
web-tuning-step-title = Mudar: { $name }
web-tuning-step-live = como está no ar
web-tuning-step-editor = abrir no arquivo
web-tuning-step-found = O que a conferência diz deste passo
web-tuning-step-save-text = Salvar este texto
web-tuning-step-languages = Em que idioma mostrar os textos:
web-tuning-step-lacks = { $count ->
    [1] falta um texto
   *[other] faltam { $count } textos
  }
web-tuning-step-missing = falta neste idioma
web-tuning-step-own = Como está em português
web-tuning-step-ways = Caminhos e modos
web-tuning-step-leads = Para onde a conversa segue
web-tuning-step-hears = O que este passo entende além dos botões
web-tuning-step-rest = Condições, o que a pergunta guarda e passos novos se escrevem no arquivo:
web-tuning-step-option = Botão “{ $label }” leva a
web-tuning-step-branch = Se vale esta condição, segue para
web-tuning-step-as-flow = o que vale para o fluxo todo
web-tuning-step-now = No rascunho agora: { $value }
web-tuning-step-stale = Alguém mudou este passo depois que você abriu a página. Sua escolha continua no formulário, com o que está no rascunho ao lado. Confira e salve de novo.
web-tuning-step-nothing = Nada foi gravado: ou nada mudou, ou a escolha não existe neste fluxo.
web-tuning-step-broken = O arquivo do fluxo tem um erro e não dá para mostrar o passo. Corrija primeiro no arquivo.
web-tuning-step-priority = { $code ->
    [normal] pode esperar a vez
    [high] na frente dos outros
   *[urgent] agora mesmo
  }
web-tuning-step-value = { $code ->
    [go] Depois segue para
    [heard] Com a resposta, segue para
    [otherwise] Nos outros casos, segue para
    [given_up] Depois de três respostas não entendidas, segue para
    [unclear] Quando não entende, diz
    [quiet] Não lembrar quem deixar esta pergunta sem resposta
    [at_once] O cliente já disse que paga de uma vez
    [whole] Cobra tudo o que falta do acordo
    [priority] A pessoa precisa atender
    [closed] Não há mais nada a tratar
   *[other] { $code }
  }
web-tuning-step-outcome = { $code ->
    [verified] Identidade confirmada:
    [locked] Tentativas demais:
    [impossible] Sem dados para confirmar:
    [shown] Mostrado ao cliente:
    [none] Não há nada para mostrar:
    [prescribed] Tudo já prescreveu:
    [review] Os dados precisam de uma pessoa:
    [accepted] Escolheu uma proposta:
    [promise] Prefere prometer um dia:
    [exhausted] As propostas acabaram:
    [unaffordable] Nada cabe no bolso:
    [agreed] Disse sim:
    [changed] Quer outra condição:
    [issued] Código gerado:
    [refused] O código não saiu:
    [sent] Segunda via enviada:
    [recorded] Promessa anotada:
    [cancelled] Desistiu de prometer:
    [limit] Já prometeu o que podia:
    [pause] Melhor fazer uma pausa:
    [undone] Acordo desfeito:
    [kept] Fica como está:
    [undo-paid] Já entrou pagamento:
    [claim-paid] Disse que pagou:
    [proved] Mandou o comprovante:
    [scheduled] Agendou o pagamento:
    [later] Agendou para longe demais:
    [moved] Vencimento mudado:
    [beyond] Só uma pessoa pode mudar:
    [paused] Aceitou a pausa:
    [declined] Não quis a pausa:
    [resumed] Voltou antes da hora:
    [opened] Contestação aberta:
    [noted] Já estava aberta:
   *[other] { $code }:
  }

# --- erros ------------------------------------------------------------------------------------

web-tuning-fails = Erros
web-tuning-fails-what = O que deu errado com clientes, por passo e versão, e o que dá para processar de novo.
web-tuning-fails-none = Nada deu errado. Quando uma mensagem não puder ser lida ou entregue, ela aparece aqui.
web-tuning-fail-in = { $code ->
    [broken] O robô se perdeu na mensagem e chamou uma pessoa
   *[other] Algo chegou e o robô não conseguiu trabalhar
  }
web-tuning-fail-out = { $code ->
    [ambiguous] Mensagem que não sabemos se chegou
    [too-many-attempts] Mensagem que não saiu depois de muitas tentativas
    [window-closed] Mensagem que não saiu: passaram 24 horas da última do cliente
    [n131047] Mensagem que não saiu: passaram 24 horas da última do cliente
    [n131026] Mensagem que não saiu: o número não recebe WhatsApp
    [n131049] Mensagem que não saiu: o WhatsApp limitou as mensagens ao cliente
    [n403] Mensagem que não saiu: o cliente bloqueou a nossa conta
    [blocked] Mensagem que não saiu: o cliente bloqueou a nossa conta
    [opted-out] Mensagem segurada: o cliente pediu para não receber
    [not-active] Mensagem segurada: a cobrança está parada
    [quiet] Mensagem segurada: o cliente pediu silêncio neste canal
    [number-changed] Mensagem segurada: o número mudou de dono
    [taken-over] Mensagem do robô segurada: uma pessoa assumiu a conversa
    [overtaken] Parte de mensagem que ficou para trás
    [unbound] Mensagem sem endereço: o cliente não está mais neste canal
   *[other] Mensagem que o canal recusou
  }
web-tuning-fail-release = Versão { $number }
web-tuning-fail-count = { $count ->
    [1] Uma vez,
   *[other] { $count } vezes,
  } { $people ->
    [0] sem cliente conhecido.
    [1] com um cliente.
   *[other] com { $people } clientes.
  }
web-tuning-fail-when = Primeira: { $first }. Última: { $last }.
web-tuning-fail-again = { $count ->
    [1] Processar de novo
   *[other] Processar de novo ({ $count })
  }
web-tuning-fail-one-again = Processar de novo
web-tuning-fail-touched = Quem foi afetado
web-tuning-fail-nobody = cliente desconhecido
web-tuning-fail-more = E mais { $count }, que entram no botão do grupo.
web-tuning-fail-done = { $count ->
    [0] Nada foi processado de novo: a conversa seguiu, ou alguém já cuidou disso.
    [1] Uma ocorrência voltou: o robô cuida dela agora.
   *[other] { $count } ocorrências voltaram: o robô cuida delas agora.
  }
web-tuning-fail-gone = Isso não está mais na lista: alguém já cuidou. Nada foi processado de novo.
web-tuning-fail-stays = { $code ->
    [may-have-gone] Pode ter chegado ao cliente, por isso não sai de novo daqui: ninguém recebe a mesma cobrança duas vezes.
    [late] A conversa seguiu depois disso: processar agora ficaria fora de lugar.
    [human] Já está com uma pessoa da equipe, que responde ao cliente.
   *[held-back] Foi segurada de propósito, para respeitar o cliente. Não há o que refazer.
  }

web-tuning-strays = O que não deu para ler
web-tuning-strays-what = Avisos dos canais que o programa não entendeu. Ficam guardados; aqui aparecem sem nome, número ou palavra de ninguém. Depois de uma atualização do programa, vale mandar ler de novo.
web-tuning-stray-why = { $code ->
    [unknown-message] um tipo de mensagem que o programa não conhece
    [unknown-change] um tipo de aviso que o programa não conhece
    [unknown-update] um tipo de aviso que o programa não conhece
    [no-changes] um aviso sem conteúdo
    [no-content] uma mensagem sem conteúdo
    [no-id] uma mensagem sem identificação
    [no-query] um toque de botão sem identificação
    [no-sender] uma mensagem sem remetente
    [no-chat] uma mensagem sem conversa
    [group] uma mensagem escrita num grupo
    [not-private] uma mensagem escrita num grupo
    [from-a-bot] uma mensagem de outro robô
    [unknown-system] uma mudança de número que não deu para entender
    [unknown-status] uma situação de entrega que o programa não conhece
    [unknown-error] um erro do canal que o programa não conhece
    [unknown-preference] uma preferência de cliente que não deu para entender
    [not-json] um aviso que chegou quebrado
    [not-whatsapp] um aviso que não é do WhatsApp
   *[other] algo que o programa não entendeu
  }
web-tuning-stray-count = { $count ->
    [1] Uma vez.
   *[other] { $count } vezes.
  }
web-tuning-stray-look = Ver como é o último, sem os dados de ninguém
web-tuning-stray-again = Ler de novo
web-tuning-stray-stays = { $code ->
    [elsewhere] O robô só conversa a dois: isto não é lido de novo.
    [answered] O cliente já recebeu a resposta de que isso não dá para ler, e por isso não é lido de novo. Se aparecer muito, avise quem cuida do programa.
    [broken] Chegou sem sentido e não há o que ler.
   *[older] Chegou antes de o programa guardar o que é preciso para ler de novo.
  }
web-tuning-stray-done = { $count ->
    [0] Nada pôde ser lido.
    [1] Um aviso foi lido: o robô cuida dele agora.
   *[other] { $count } avisos foram lidos: o robô cuida deles agora.
  }
web-tuning-stray-still = { $count ->
    [1] Um continua sem leitura.
   *[other] { $count } continuam sem leitura.
  }
web-tuning-stray-late = { $count ->
    [1] Um ficou: a conversa do cliente seguiu depois dele.
   *[other] { $count } ficaram: a conversa dos clientes seguiu depois deles.
  }
web-tuning-stray-gone = Não há mais nada disso para ler: alguém já cuidou.

# --- testes -----------------------------------------------------------------------------------

web-tuning-tests = Conversas de teste
web-tuning-tests-what = Conversas que precisam sair como estão escritas, e os passos por onde nenhuma delas passa. Acompanham a versão em que entram.
web-tuning-tests-wait = As verificações acharam problemas neste rascunho. Corrija-os na página do rascunho e rode os testes de novo.
web-tuning-test-count = { $count ->
    [0] Nenhum teste ainda. Converse na simulação de um rascunho e guarde a conversa: ela vira um teste.
    [1] Um teste.
   *[other] { $count } testes.
  }
web-tuning-test-run = Rodar os testes
web-tuning-test-list = Testes
web-tuning-test-result = { $count ->
    [0] Não há testes para rodar.
    [1] Um teste rodou.
   *[other] { $count } testes rodaram.
  } Como escrito: { $same }. Diferente: { $otherwise }.{ $left ->
    [0] { "" }
   *[other] { " " }Ficaram { $left } sem rodar: são demais de uma vez.
  }
web-tuning-test-coverage = Passam por { $covered } dos { $steps } passos do fluxo.
web-tuning-test-went = { $code ->
    [same] como escrito
    [otherwise] saiu diferente
   *[broken] não dá para rodar
  }
web-tuning-test-accept = Aceitar como sai agora
web-tuning-test-accepted = O teste passou a ser como a conversa sai agora, neste rascunho.
web-tuning-test-kept = A conversa virou um teste deste rascunho.
web-tuning-test-bare = Passos por onde nenhum teste passa
web-tuning-test-cue = Palavra que marca: { $name }
web-tuning-test-unplayable = Este teste tem uma linha que não faz sentido. Corrija no arquivo.
web-tuning-test-nameless = Dê um nome ao teste, com letras ou números.
web-tuning-test-name-taken = Já existe um teste com esse nome. Escolha outro; o que existe continua como está.

# --- idiomas ----------------------------------------------------------------------------------

web-tuning-languages = Idiomas
web-tuning-languages-what = Em que línguas se fala com os clientes, e o que ainda falta em cada uma.
web-tuning-language-name = { $code ->
    [pt-BR] Português do Brasil
    [es] Espanhol
    [en] Inglês
    [fr] Francês
    [it] Italiano
    [de] Alemão
    [ht] Crioulo haitiano
   *[other] Outro idioma
  }
web-tuning-language-texts = { $count ->
    [1] Um texto para clientes.
   *[other] { $count } textos para clientes.
  }
web-tuning-language-holes = { $count ->
    [0] completo
    [1] falta um
   *[other] faltam { $count }
  }
web-tuning-language-lacks = O que falta
web-tuning-language-more = E mais { $count }. Eles aparecem conforme estes ficam prontos.
web-tuning-language-refused = Um idioma com falhas não é publicado: o cliente ficaria sem resposta no meio da conversa. Complete o que falta ou retire os arquivos do idioma.
web-tuning-language-new = Começar um idioma
web-tuning-language-how = O idioma começa com uma cópia de cada texto em português, marcada como não traduzida. Escreva a sigla dele: en, fr, it, es-AR.
web-tuning-language-tag = Sigla do idioma
web-tuning-language-begin = Começar a partir do português
web-tuning-language-begun = O idioma começou neste rascunho. Traduza cada texto da lista; salvar um texto tira a marca dele.
web-tuning-language-unknown = Essa sigla não é de um idioma. Use duas letras, como en, ou com o país, como es-AR.
web-tuning-language-there = Esse idioma já tem todos os arquivos. O que falta nele está na lista.
