"""Streamlit's own words in Swedish.

Streamlit has no translations: its texts are literals in the scripts it sends to the browser. Each row below is a
piece of such a script exactly as it stands there, quotes included, and what to send instead. A test counts every
piece in the pinned version and fails when Streamlit changes one, so a new version shows what must be looked at.
What cannot be reached this way is listed in docs/dev/swedish-widgets.md.
"""

from typing import NamedTuple


class Literal(NamedTuple):
    english: str
    swedish: str
    times: int = 1


# By the name that a script has before its content hash.
LITERALS: dict[str, list[Literal]] = {
    "index": [
        Literal("`Please wait...`", "`Vänta …`"),
        Literal('"aria-label":`Close`', '"aria-label":`Stäng`', 3),
        Literal("children:`Close`", "children:`Stäng`"),
        Literal("?`Continue anyway`:`Close`", "?`Fortsätt ändå`:`Stäng`"),
        Literal("children:`Cancel`", "children:`Avbryt`"),
        Literal("children:`Try again`", "children:`Försök igen`"),
        Literal("`Expander`", "`Fäll ut`"),
        Literal("`Scroll tabs left`", "`Flikar åt vänster`"),
        Literal("`Scroll tabs right`", "`Flikar åt höger`"),
        Literal("`view less`", "`visa mindre`"),
        Literal("`view more`", "`visa mer`"),
        Literal("`View less`", "`Visa färre`"),
        Literal("`View ${x-m} more`", "`Visa ${x-m} till`"),
        Literal("`Expand sidebar`", "`Visa sidomenyn`"),
        Literal("`Collapse sidebar`", "`Dölj sidomenyn`"),
        Literal("`Navigate to home page`", "`Till startsidan`"),
        Literal("`(opens in new tab)`", "`(öppnas i en ny flik)`"),
        Literal("`App pages`", "`Sidor`", 2),
        Literal('"aria-label":`Sidebar`', '"aria-label":`Sidomeny`'),
        Literal("`Skip to main content`", "`Hoppa till innehållet`"),
        Literal('"aria-label":`Notifications`', '"aria-label":`Meddelanden`'),
        Literal("`Shortcut ${l}`", "`Kortkommando ${l}`"),
        Literal('"aria-label":`Main menu`', '"aria-label":`Meny`', 2),
        Literal("label:`Rerun`", "label:`Läs in igen`"),
        Literal("children:`Rerun`", "children:`Läs in igen`"),
        Literal("children:`File change.`", "children:`Filen är ändrad.`"),
        Literal("children:`Always rerun`", "children:`Läs alltid in igen`"),
        Literal("label:`Print`", "label:`Skriv ut`"),
        Literal("`Record screen`", "`Spela in skärmen`"),
        Literal("label:`Clear cache`", "label:`Töm mellanlagret`"),
        Literal("`Report a bug`", "`Anmäl ett fel`", 2),
        Literal("`Get help`", "`Få hjälp`", 2),
        Literal("label:`About`", "label:`Om`"),
        Literal("children:`About`", "children:`Om`"),
        Literal('"aria-label":`Theme`', '"aria-label":`Färger`'),
        Literal("{label:`System`", "{label:`Som datorn`"),
        Literal("{label:`Light`", "{label:`Ljust`"),
        Literal("{label:`Dark`", "{label:`Mörkt`"),
        # The menu's choice comes back as its label.
        Literal("case`System`:return t.find", "case`Som datorn`:return t.find"),
        Literal("case`Light`:return t.find", "case`Ljust`:return t.find"),
        Literal("case`Dark`:return t.find", "case`Mörkt`:return t.find"),
        Literal("`Made with Streamlit v`", "`Byggt med Streamlit v`"),
        Literal("`Copy version to clipboard`", "`Kopiera versionen`"),
        Literal("copiedLabel:`Copied`", "copiedLabel:`Kopierat`"),
        Literal("_O=`Connecting`", "_O=`Ansluter`"),
        Literal("vO=`Connecting to Streamlit server`", "vO=`Ansluter till Samsyn`"),
        Literal("bO=`Error`", "bO=`Fel`"),
        Literal("xO=`Unable to connect to Streamlit server`", "xO=`Det går inte att nå Samsyn`"),
        Literal('"aria-label":`Running...`', '"aria-label":`Arbetar …`'),
        Literal("?`Stopping...`:`Stop`", "?`Avbryter …`:`Avbryt`"),
        Literal(
            "`Is Streamlit still running? If you accidentally stopped Streamlit, "
            "just restart it in your terminal:`,codeBlock:`streamlit run yourscript.py`",
            "`Samsyn svarar inte. Om du själv har stoppat Samsyn startar du det igen så här:`,codeBlock:`samsyn serve`",
        ),
        Literal(
            "`Streamlit server is not responding. Are you connected to the internet?`",
            "`Samsyn svarar inte. Är du ansluten till nätet?`",
        ),
        Literal("`Script execution error`", "`Sidan kunde inte visas`"),
        Literal("`No message`", "`Inget meddelande`", 2),
        Literal(
            "`You have requested page /${e}, but no corresponding file was found in the app's pages/ directory`",
            "`Det finns ingen sida som heter /${e}`",
        ),
        Literal(
            "`The page that you have requested does not seem to exist`",
            "`Sidan finns inte`",
        ),
        Literal("showError(`Page not found`", "showError(`Sidan finns inte`"),
        Literal("`${t}. Running the app's main page.`", "`${t}. Startsidan visas i stället.`"),
        Literal("`Bad message format`", "`Sidan kunde inte läsas`"),
        Literal("`Connection error`", "`Ingen kontakt med Samsyn`"),
        Literal(
            "`Connection lost. Please wait for the app to reconnect, then try again.`",
            "`Kontakten bröts. Vänta tills sidan har anslutit igen och försök på nytt.`",
        ),
        Literal("`Logo`,className", "`Logotyp`,className"),
        Literal("`App Logo`", "`Logotyp`", 2),
    ],
    "utils": [
        Literal("`Choose or add options`", "`Välj eller lägg till`"),
        Literal("`Choose or add an option`", "`Välj eller lägg till`"),
        Literal("`Choose options`", "`Välj`"),
        Literal("`Choose an option`", "`Välj`"),
        Literal("`Add options`", "`Lägg till`"),
        Literal("`Add an option`", "`Lägg till`"),
        Literal("`No options to select`", "`Inget att välja`"),
        Literal("`file upload`", "`välj fil`"),
        Literal("`File type must be ${", "`Filen måste vara av typen ${"),
        Literal("`File is larger than ${", "`Filen är större än ${"),
        Literal("`File is smaller than ${", "`Filen är mindre än ${"),
        Literal("`Too many files`", "`För många filer`"),
        Literal("`File must be ${$(n,`b`)} or smaller.`", "`Filen får vara högst ${$(n,`b`)}.`"),
        Literal("`${t.type} files are not allowed.`", "`Filer av typen ${t.type} tas inte emot.`"),
        Literal("`Cancel upload of ${e.name}`", "`Avbryt uppladdningen av ${e.name}`"),
        Literal("`Remove ${e.name}`", "`Ta bort ${e.name}`"),
        Literal("`Click to retry upload`", "`Klicka för att försöka igen`"),
        Literal("[`Error: `,h]", "[`Fel: `,h]"),
    ],
    "FileUploader": [
        Literal("`Drag and drop directories here`", "`Dra hit mappar`"),
        Literal("`Drag and drop files here`", "`Dra hit filerna`"),
        Literal("`Drag and drop a file here`", "`Dra hit en fil`"),
        Literal("`Upload directories`", "`Välj mappar`"),
        Literal("`Upload`", "`Välj fil`"),
        Literal("`Add files`", "`Lägg till filer`"),
        Literal("} per file`", "} per fil`"),
        Literal("`${e.type} files are not allowed.`", "`Filer av typen ${e.type} tas inte emot.`"),
    ],
    "Selectbox": [
        Literal("locale:`en-US`", "locale:`sv-SE`"),
        Literal("`Add: ${M}`", "`Lägg till: ${M}`"),
        Literal("`No results`", "`Inga träffar`"),
        Literal("`Selectbox options`", "`Alternativ`"),
        Literal("`Selectbox`", "`Vallista`"),
        Literal("`Clear value`", "`Rensa`"),
        Literal("`Open`", "`Öppna`"),
    ],
    "Multiselect": [
        Literal("locale:`en-US`", "locale:`sv-SE`"),
        Literal("`Select ${p.length} matches`", "`Välj ${p.length} träffar`"),
        Literal("`Select all`", "`Välj alla`"),
        Literal("`Add: ${n}`", "`Lägg till: ${n}`"),
        Literal("`No results`", "`Inga träffar`", 2),
        Literal("t.maxSelections===1?`option`:`options`", "t.maxSelections===1?`alternativ`:`alternativ`"),
        Literal(
            "`You can only select up to ${t.maxSelections} ${e}. Remove an option first.`",
            "`Du kan välja högst ${t.maxSelections} ${e}. Ta först bort något.`",
        ),
        Literal("`Selected values`", "`Valda`"),
        Literal("`Remove ${e}`", "`Ta bort ${e}`"),
        Literal("`Clear all`", "`Rensa alla`"),
        Literal("`Open`", "`Öppna`"),
        Literal("`Multiselect options`", "`Alternativ`"),
        Literal("t.label||`Multiselect`", "t.label||`Flerval`"),
    ],
    "NumberInput": [
        Literal(
            "`Number is outside the allowed range. Please enter a value between ${n} and ${r}.`",
            "`Talet ska ligga mellan ${n} och ${r}.`",
        ),
        Literal(
            "`Number is below the allowed range. Please enter a value greater than or equal to ${n}.`",
            "`Talet ska vara minst ${n}.`",
        ),
        Literal("`Number is below the allowed range.`", "`Talet är för litet.`"),
        Literal(
            "`Number is above the allowed range. Please enter a value less than or equal to ${r}.`",
            "`Talet ska vara högst ${r}.`",
        ),
        Literal("`Number is above the allowed range.`", "`Talet är för stort.`"),
        Literal("`Error: ${M}`", "`Fel: ${M}`"),
        Literal("`**Error**: ${M}`", "`**Fel**: ${M}`"),
        Literal('"aria-label":`Clear value`', '"aria-label":`Rensa`'),
        Literal('"aria-label":`Decrement`', '"aria-label":`Minska`'),
        Literal('"aria-label":`Increment`', '"aria-label":`Öka`'),
    ],
    "TextInput": [
        Literal("`Clear entry`", "`Rensa`"),
        Literal("`Hide password`", "`Dölj lösenordet`"),
        Literal("`Show password`", "`Visa lösenordet`"),
        Literal("`Invalid input.`", "`Ogiltig text.`", 2),
    ],
    "InputInstructions": [
        Literal("`submit form`:`apply`", "`skicka`:`bekräfta`"),
        Literal("`Press ${r()?`⌘`:`Ctrl`}+Enter to ${e}`", "`Tryck ${r()?`⌘`:`Ctrl`}+Retur för att ${e}`"),
        Literal("`Press Enter to ${e}`", "`Tryck Retur för att ${e}`"),
    ],
    "requiredField": [Literal("`This field is required.`", "`Fältet måste fyllas i.`")],
    "Radio": [Literal("`No options to select.`", "`Inget att välja.`")],
    "DateInput": [
        Literal("locale:`en-US`", "locale:`sv-SE`", 2),
        Literal("`Select...`", "`Välj …`"),
        Literal("`Clear dates`", "`Rensa datumen`"),
        Literal("`Clear date`", "`Rensa datumet`"),
        Literal("`Choose date range`", "`Välj period`", 3),
        Literal("`Choose date`", "`Välj datum`", 3),
        Literal(
            "`Use arrow keys to navigate dates. Enter to select. Escape to close.`",
            "`Gå mellan dagarna med piltangenterna. Retur väljer. Esc stänger.`",
            2,
        ),
        Literal("children:`Date range`", "children:`Period`"),
        Literal("`Quick select a date range`", "`Välj en vanlig period`", 2),
    ],
    "ReorderedSegments": [
        Literal("`Previous month`", "`Föregående månad`"),
        Literal("`Next month`", "`Nästa månad`"),
    ],
    # The names of a date's parts follow the field's format, not the browser's language.
    "DateField": [
        Literal("new Intl.DisplayNames(e,{type:`dateTimeField`})", "new Intl.DisplayNames(`sv`,{type:`dateTimeField`})")
    ],
    "TimeInput": [Literal("`Clear time`", "`Rensa tiden`")],
    "MenuButton": [Literal("`Menu`", "`Meny`")],
    "DynamicIcon": [
        Literal("return`Loading`", "return`Läser in`"),
        # Otherwise an icon is read aloud by its English name.
        Literal("?`${n} icon`:", "?`ikon`:"),
    ],
    "Pagination": [
        Literal('"aria-label":`Pagination`', '"aria-label":`Bläddra`'),
        Literal("`Previous page`", "`Föregående sida`"),
        Literal("`Page ${e.page}`", "`Sida ${e.page}`"),
        Literal("`Next page`", "`Nästa sida`"),
    ],
    "DownloadButton": [Literal("`Download failed`", "`Filen kunde inte hämtas`")],
    "Toolbar": [
        Literal("label:`Fullscreen`", "label:`Helskärm`"),
        Literal("label:`Close fullscreen`", "label:`Stäng helskärm`"),
    ],
    "useCopyToClipboard": [Literal("`Copied`:`Copy to clipboard`", "`Kopierat`:`Kopiera`")],
    "StreamlitMarkdown": [
        Literal("`Link to heading`", "`Länk till rubriken`"),
        Literal("||`Footnotes`", "||`Fotnoter`"),
        Literal("`Back to reference `", "`Tillbaka till hänvisning `"),
        Literal("?`Help`:`Help for ${", "?`Hjälp`:`Hjälp om ${"),
        Literal("u(`Help`)", "u(`Hjälp`)", 2),
        Literal("ariaLabel:c=`Help`", "ariaLabel:c=`Hjälp`"),
    ],
    "Table": [
        Literal("`Scrollable table`", "`Tabell som kan rullas`"),
        Literal("children:`empty`", "children:`tom`"),
    ],
    "ArrowVegaLiteChart": [
        Literal("`Show chart`", "`Visa diagrammet`"),
        Literal("`Show data`", "`Visa siffrorna`"),
        Literal("`Download as PNG`", "`Spara som bild (PNG)`"),
        Literal("?`Copied!`:`Copy Vega-Lite spec`", "?`Kopierat!`:`Kopiera diagrammets beskrivning (Vega-Lite)`"),
    ],
    # What a screen reader says of a chart's parts.
    "embed": [
        Literal("`Click to view actions`", "`Visa val`"),
        Literal("`Save as PNG`", "`Spara som PNG`"),
        Literal("`Save as SVG`", "`Spara som SVG`"),
        Literal("`View Source`", "`Visa källan`"),
        Literal("`View Compiled Vega`", "`Visa Vega`"),
        Literal("`Open in Vega Editor`", "`Öppna i Vegas redigerare`"),
        Literal("`${n===`left`||n===`right`?`Y`:`X`}-axis`", "`${n===`left`||n===`right`?`Y`:`X`}-axel`"),
        Literal("` titled '${r}'`", "` med rubriken ”${r}”`"),
        Literal("` titled '${n}'`", "` med rubriken ”${n}”`"),
        Literal("` for a ${pp(s)?`discrete`:s} scale with ${tm(o,a,e)}`", "`, ${tm(o,a,e)}`"),
        Literal("` for ${Ny(a)} with ${tm(c,s,e)}`", "`, ${tm(c,s,e)}`"),
        Literal("`${t.type||``} legend`.trim()", "`teckenförklaring`"),
        Literal("`${n} boundar${n===1?`y`:`ies`}: ", "`${n===1?`1 gräns`:n+` gränser`}: "),
        Literal("`, ending with `", "`, sist `"),
        Literal("`${n} value${n===1?``:`s`}: ${a}`", "`${n===1?`1 värde`:n+` värden`}: ${a}`"),
        Literal("`values from ${i(e[0])} to ${i(j(e))}`", "`värden från ${i(e[0])} till ${i(j(e))}`"),
        Literal("axis:{desc:`axis`", "axis:{desc:`axel`"),
        Literal("legend:{desc:`legend`", "legend:{desc:`teckenförklaring`"),
        Literal("{desc:`title`,caption:e=>`Title text '${ky(e)}'`}", "{desc:`rubrik`,caption:e=>`${ky(e)}`}"),
        Literal(
            "{desc:`subtitle`,caption:e=>`Subtitle text '${ky(e)}'`}",
            "{desc:`underrubrik`,caption:e=>`${ky(e)}`}",
        ),
        Literal("t.ariaRoleDescription||`${n} mark`", "t.ariaRoleDescription||`del av diagrammet`"),
        Literal("`${t} mark container`", "`del av diagrammet`"),
        Literal("`aria-roleDescription`,`visualization`", "`aria-roleDescription`,`diagram`"),
    ],
    "DataFrame": [
        Literal("label:`Search`", "label:`Sök`"),
        Literal("label:`Download as CSV`", "label:`Spara som CSV`"),
        Literal("label:`Show/hide columns`", "label:`Visa eller dölj kolumner`"),
        Literal("label:`Clear selection`", "label:`Rensa markeringen`"),
        Literal("label:`Add row`", "label:`Lägg till rad`"),
        Literal("label:`Delete row(s)`", "label:`Ta bort rader`"),
        Literal("label:`Select all`", "label:`Välj alla`"),
        Literal("`Sort ascending`", "`Sortera stigande`"),
        Literal("`Sort descending`", "`Sortera fallande`"),
        Literal("`Statistics`", "`Statistik`"),
        Literal("`Autosize`", "`Anpassa bredden`"),
        Literal("`Pin column`", "`Lås kolumnen`"),
        Literal("`Unpin column`", "`Lås upp kolumnen`"),
        Literal("`Hide column`", "`Dölj kolumnen`"),
        Literal("`Copy column name`", "`Kopiera kolumnens namn`", 2),
    ],
}


def translate(script: str, source: str) -> str:
    """The script as it is to be sent; `script` is its file name."""
    for literal in LITERALS.get(script.split(".", 1)[0], ()):
        source = source.replace(literal.english, literal.swedish)
    return source
