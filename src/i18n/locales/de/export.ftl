# Dateien auf der Kommandozeile.

export-written = { $file } geschrieben.
export-no-organisation = Eine Organisation »{ $name }« gibt es nicht.
