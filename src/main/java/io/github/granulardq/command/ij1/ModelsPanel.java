/*-
 * #%L
 * Granular-DQ for Fiji: integer super-resolution of microscopy images.
 * %%
 * Copyright (C) 2026 Granular-DQ developers
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 * 
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 * 
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */
package io.github.granulardq.command.ij1;

import java.awt.BorderLayout;
import java.awt.Choice;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Panel;
import java.util.List;

import javax.swing.JEditorPane;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.table.DefaultTableModel;

import ij.gui.GenericDialog;
import io.github.granulardq.InputException;
import io.github.granulardq.command.MarkdownHtml;
import io.github.granulardq.command.ModelTexts;
import io.github.granulardq.model.ModelCatalog;
import io.github.granulardq.model.ModelDetails;

/** All models in a table, and below it the card of the one that is chosen. */
final class ModelsPanel extends Panel {

	private static final long serialVersionUID = 1L;

	private static final Dimension TABLE_SIZE = new Dimension(760, 110);
	private static final Dimension CARD_SIZE = new Dimension(760, 300);

	private final transient List<ModelDetails> models = ModelTexts.all();
	private final JTable table;
	private final JEditorPane card = new JEditorPane("text/html", "");

	ModelsPanel() {
		super(new BorderLayout(0, 5));
		final Object[][] rows = models.stream().map(model -> ModelTexts.row(model).toArray()).toArray(Object[][]::new);
		table = new JTable(new FixedTable(rows, ModelTexts.COLUMNS.toArray()));
		table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
		table.getColumnModel().getColumn(0).setPreferredWidth(200);
		table.getColumnModel().getColumn(ModelTexts.COLUMNS.size() - 1).setPreferredWidth(200);
		card.setEditable(false);
		card.setName("card");
		add(scrolled(table, TABLE_SIZE), BorderLayout.NORTH);
		add(scrolled(card, CARD_SIZE), BorderLayout.CENTER);
		if (!models.isEmpty()) {
			show(models.get(0).entry().id());
		}
	}

	private static JScrollPane scrolled(final Component content, final Dimension size) {
		final JScrollPane pane = new JScrollPane(content);
		pane.setPreferredSize(size);
		return pane;
	}

	/** Shows the model that a choice of the dialog names, and lets a click on the table set it. */
	void follow(final GenericDialog dialog, final int index) {
		final Choice choice = (Choice) dialog.getChoices().get(index);
		choice.addItemListener(e -> show(choice.getSelectedItem()));
		table.getSelectionModel().addListSelectionListener(e -> {
			final int row = table.getSelectedRow();
			if (row >= 0 && !models.get(row).entry().id().equals(choice.getSelectedItem())) {
				choice.select(models.get(row).entry().id());
				show(choice.getSelectedItem());
			}
		});
	}

	private void show(final String id) {
		for (int row = 0; row < models.size(); row++) {
			if (models.get(row).entry().id().equals(id)) {
				table.setRowSelectionInterval(row, row);
				card.setText("<html>" + MarkdownHtml.of(ModelTexts.summary(models.get(row)) + faults() + "\n" + models.get(row).card().orElse("This model has no card.")) +
					"</html>");
				card.setCaretPosition(0);
			}
		}
	}

	/** Packages that are there but damaged. */
	private static String faults() {
		try {
			return ModelCatalog.faults().isEmpty() ? "" : "\n" + String.join("\n\n", ModelCatalog.faults()) + "\n";
		}
		catch (final InputException e) {
			return "\n" + e.getMessage() + "\n";
		}
	}

	/** Nothing in it can be edited. */
	private static final class FixedTable extends DefaultTableModel {

		private static final long serialVersionUID = 1L;

		FixedTable(final Object[][] rows, final Object[] columns) {
			super(rows, columns);
		}

		@Override
		public boolean isCellEditable(final int row, final int column) {
			return false;
		}
	}
}
