# Problemas de conversas de teste.

problem-test-unknown-line = “{ $said }” não é uma linha de uma conversa de teste.
    .remedy = Comece a linha por um destes sinais: “#” cabeçalho ou comentário, “@” quando, “>” o que o cliente escreve, “!” o que acontece, “=” o que fica guardado, “<” e “|” o que nós dizemos.
problem-test-no-beginning = Aqui já acontece alguma coisa, e nenhuma linha disse ainda quando a conversa começa.
    .remedy = Antes desta linha, escreva o dia e a hora, como em “@ 2026-11-23 10:00”.
problem-test-unknown-moment = “{ $said }” não é um momento nem um tempo que passa.
    .remedy = Escreva o começo como em “@ 2026-11-23 10:00”; o tempo que passa, em minutos, horas ou dias, como em “@ +30m”, “@ +1h” ou “@ +2d”.
problem-test-no-customer = Falta dizer com quem é a conversa.
    .remedy = Antes desta linha, escreva um cliente do exemplo, como em “# customer: A1001”.
problem-test-unknown-choice = { $count ->
    [0] “{ $said }” foi escolhido, e a última mensagem não tem botões.
   *[other] A última mensagem não tem o botão “{ $said }”.
}
    .remedy = { $count ->
        [0] Escreva o que o cliente diz, como em “> quero parcelar”.
       *[other] Escolha um destes, pelo número ou pelas palavras: { $known }
    }
problem-test-unknown-word = { $of ->
    [customer] O exemplo não tem o cliente “{ $said }”.
    [column] A carteira não tem a coluna “{ $said }”.
    [arm] Nenhum experimento desta versão tem o jeito “{ $said }”.
    [event] “{ $said }” não é nada que possa acontecer numa conversa de teste.
    [media] O cliente não pode mandar “{ $said }”.
    [term] Uma proposta não tem “{ $said }”.
    [outcome] Nenhum atendimento termina em “{ $said }”.
    [detail] O resultado de um atendimento não tem “{ $said }”.
   *[fact] A conversa não guarda nada com o nome “{ $said }”.
}
    .remedy = Aqui cabem: { $known }.
problem-test-wrong-value = { $kind ->
    [sum] “{ $said }”, em “{ $name }”, não é um valor em reais.
    [day] “{ $said }”, em “{ $name }”, não é um dia.
   *[count] “{ $said }”, em “{ $name }”, não é um número inteiro.
}
    .remedy = { $kind ->
        [sum] Escreva com ponto e centavos, como 123.45.
        [day] Escreva ano, mês e dia, como 2026-12-31.
       *[count] Escreva só algarismos, como 3.
    }
problem-test-outcome-lacks = { $what ->
    [promise-amount] Falta o valor que o cliente prometeu.
    [promise-day] Falta o dia em que o cliente prometeu pagar.
    [pause-day] Falta até quando o cliente fica em paz.
   *[no-words] Falta dizer do que o cliente reclamou.
}
    .remedy = { $what ->
        [pause-day] Escreva, por exemplo, “! close pause until=2026-12-01”.
        [no-words] Escreva, por exemplo, “! close complaint words=o atendimento demorou”.
       *[other] Escreva, por exemplo, “! close promise amount=90.00; due=2026-12-01”.
    }
problem-test-nothing-waits = Nenhuma proposta espera pela supervisão nesta altura da conversa.
    .remedy = Antes desta linha, faça uma proposta que passe da alçada do atendente, como em “! offer total=300; count=4; first=2026-12-10”, ou retire a linha.
problem-test-unsaid = O texto “{ $key }” não pôde ser dito aqui.
    .remedy = Confira se o texto existe neste idioma e se usa só as variáveis que a página dele mostra, cada uma como o que ela é: texto, valor ou data.
