# O que só o Telegram mostra: o código para copiar e os botões que ele sabe fazer.

telegram-pix = Pix copia e cola:
telegram-copy-pix = Copiar código Pix
telegram-boleto = Linha digitável do boleto:
telegram-copy-boleto = Copiar linha digitável
telegram-share-phone = 📱 Enviar meu telefone
