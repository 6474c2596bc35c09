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

## Preferências

web-desk-looks = Aparência e atalhos
web-desk-looks-theme = Tema
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
web-desk-password-easy = A senha nova é fácil de adivinhar. Evite o próprio nome, sequências e palavras comuns.
web-desk-sessions = Onde você está conectado
web-desk-sessions-note = Se não reconhecer alguma, encerre e troque a senha.
web-desk-sessions-this = esta
web-desk-sessions-began = desde { $at }
web-desk-sessions-seen = última atividade em { $at }
web-desk-sessions-end = Encerrar
web-desk-sessions-end-others = Encerrar todas as outras
web-desk-sessions-ended = Sessões encerradas.
