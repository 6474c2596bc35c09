# O dia a dia com um caso: arquivos, transferência, adiar.

web-desk-attach = Anexar arquivo
web-desk-attach-file = Arquivo (PDF, JPEG ou PNG, até { $most } MB)
web-desk-attach-words = Texto que vai junto (opcional)
web-desk-attach-send = Enviar arquivo
web-desk-refused-file-kind = Esse arquivo não pode ser enviado. Use PDF, JPEG ou PNG.
web-desk-refused-file-too-large = O arquivo é grande demais: o limite é de 5 MB.
web-desk-insist = Enviar mesmo assim. A confirmação fica registrada.
