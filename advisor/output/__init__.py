"""Results as pictures: charts with their findings; the only room that knows Plotly."""
