"""How a page looks beyond the theme: ink that can be read, a phone's width, and a print.

Static text only; nothing of a client ever goes in here.  Streamlit writes the words of charts in
a grey too faint to read on a phone in the sun; they take the colour of the page's text instead.
What the theme's colour is behind white words in, it is too dark for as words on a dark page.
The print leaves the controls out and holds what a phone folds away (``folded`` in components).
"""

import streamlit as st

_STYLE = """<style>
.js-plotly-plot text[style*="rgb(128, 132, 149)"] { fill: currentColor !important; }
[data-testid="stSliderThumbValue"], [data-testid="stSliderThumbValue"] p,
[data-testid="stButtonGroup"] button[data-selected="true"],
[role="tab"][aria-selected="true"], [role="tab"]:hover,
[data-testid="stBaseButton-secondary"]:hover:enabled,
[data-testid="stBaseButton-tertiary"]:hover:enabled {
  color: light-dark(#0B6E69, #5CC9BE) !important; }
[data-testid="stButtonGroup"] button[data-selected="true"] p { font-weight: 600; }
[class*="logo_"] [data-testid="stFileUploaderDropzoneInstructions"] {
  display: none; } /* the server's limit for any file: the label says that of a logo */
.st-key-explore [data-testid="stPageLink-NavLink"] * { white-space: normal !important; }
[data-testid="stCaptionContainer"] a { opacity: 1; text-decoration: underline; }
[data-testid="stTable"] [data-testid="stMarkdownContainer"],
[data-testid="stTable"] [data-testid="stMarkdownContainer"] * {
  max-width: min(25rem, 45vw); white-space: normal !important;
  overflow-wrap: break-word !important; }
@media screen and (min-width: 641px) {
  .stMainBlockContainer { padding-top: 4rem !important; }
  .stMainBlockContainer h1 { font-size: 2.1rem !important; line-height: 1.2 !important; }
  .stMainBlockContainer h2 { font-size: 1.6rem !important; line-height: 1.25 !important; }
  .stMainBlockContainer h3 { font-size: 1.3rem !important; }
}
@media screen and (max-width: 640px) {
  .stMainBlockContainer { padding: 3.2rem 1rem 2rem !important; }
  .stMainBlockContainer [data-testid="stVerticalBlock"],
  .stMainBlockContainer [data-testid="stHorizontalBlock"] { gap: 0.6rem !important; }
  .stMainBlockContainer h1 { font-size: 1.45rem !important; line-height: 1.2 !important;
    padding: 0.2rem 0 0.5rem !important; }
  .stMainBlockContainer h2 { font-size: 1.25rem !important; line-height: 1.25 !important;
    padding: 0.6rem 0 0.4rem !important; }
  .stMainBlockContainer h3 { font-size: 1.1rem !important; padding: 0.3rem 0 0.4rem !important; }
  .stMainBlockContainer p, .stMainBlockContainer li { line-height: 1.45; }
}
@media print {
  @page { size: A4; margin: 11mm; }
  html, body, #root, .stApp, [data-testid="stAppViewContainer"], [data-testid="stMain"] {
    position: static !important; display: block !important; height: auto !important;
    overflow: visible !important; background: #fff !important;
  }
  header, [data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stToolbar"],
  [data-testid="stExpander"], [data-testid="stDownloadButton"], [data-testid="stButton"],
  [data-testid="stPopover"], [class*="st-key-screen_only"],
  .st-key-chart_ways { display: none !important; }
  [class*="st-key-print_"] [data-testid="stExpander"] { display: block !important; }
  [class*="st-key-print_"] [data-testid="stExpander"] [data-testid="stExpander"] {
    display: none !important; }
  [class*="st-key-print_"] details { border: none !important; }
  [class*="st-key-print_"] details::details-content { content-visibility: visible !important;
    display: block !important; height: auto !important; overflow: visible !important; }
  [class*="st-key-print_"] summary svg, [class*="st-key-print_"] summary [data-testid^="stIcon"] {
    display: none !important; }
  [class*="st-key-print_"] summary { padding: 4pt 0 0 !important; }
  [class*="st-key-print_"] summary p { font-size: 13pt !important; font-weight: 700 !important; }
  [class*="st-key-print_"] [data-testid="stExpanderDetails"] { padding: 0 !important;
    height: auto !important; display: block !important; overflow: visible !important; }
  .stMainBlockContainer { padding: 0 !important; max-width: none !important;
    zoom: 0.65; }
  .stMainBlockContainer * { color: #1c2b2a !important; }
  .js-plotly-plot text { fill: #1c2b2a !important; }
  .stMainBlockContainer [data-testid="stVerticalBlock"] { gap: 5pt !important; }
  [data-testid="stAlertContainer"] { background: none !important; padding: 0 !important; }
  [data-testid="stMetricDelta"] { background: none !important; padding: 0 !important; }
  [data-testid="stHorizontalBlock"] { flex-wrap: nowrap !important; }
  h3 { font-size: 12pt !important; padding: 6pt 0 2pt !important; }
  [data-testid="stMetricValue"] { font-size: 14pt !important; }
  h1 { font-size: 20pt !important; padding: 0 0 4pt !important; }
  h2 { font-size: 14pt !important; padding: 4pt 0 0 !important; break-after: avoid; }
  p, li, td, th { font-size: 10.5pt !important; margin-bottom: 1pt !important; }
  p, li { line-height: 1.35 !important; }
  ul { margin: 0 !important; }
  td, th { padding: 2pt 5pt !important; }
  [data-testid="stMarkdownContainer"] { margin-bottom: 0 !important; }
  [data-testid="stPlotlyChart"], [data-testid="stTable"], li { break-inside: avoid; }
}
</style>"""


def dress_page() -> None:
    """Let every page be readable and print as a sheet to take away; ``app.py`` does it once."""
    st.html(_STYLE)
