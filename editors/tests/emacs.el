;;; emacs.el --- copydesk under eglot, on the settings that editors/README.md shows  -*- lexical-binding: t -*-
;; emacs -Q --batch -l settings.el -l emacs.el -f ert-run-tests-batch-and-exit ; in the newsroom's folder
(require 'ert)
(require 'eglot)
(require 'flymake)
(setq eglot-sync-connect 10 eglot-autoshutdown t vc-handled-backends nil backup-inhibited t create-lockfiles nil)
(defconst longest (/ (string-to-number (or (getenv "WAIT_MS") "20000")) 1000.0))

(defun soon (condition)
  "Poll CONDITION until it holds or the longest wait is over; its last value."
  (let ((end (+ (float-time) longest)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end)) (accept-process-output nil 0.05))
    value))

(defmacro with-draft (&rest body)
  "Run BODY in the open draft, connected as `eglot-ensure' does it."
  `(let ((buffer (find-file-noselect "story.txt")))
     (unwind-protect
         (save-window-excursion
           (switch-to-buffer buffer)
           (apply #'eglot--connect (eglot--guess-contact))
           (soon #'eglot-managed-p)
           ,@body)
       (with-current-buffer buffer
         (ignore-errors (eglot-shutdown (eglot-current-server)))
         (set-buffer-modified-p nil)
         (kill-buffer)))))

(defun findings ()
  (sort (flymake-diagnostics) (lambda (a b) (< (flymake-diagnostic-beg a) (flymake-diagnostic-beg b)))))

(ert-deftest both-quotations-are-marked-behind-an-emoji-too ()
  (with-draft
   (flymake-start)
   (should (soon (lambda () (= 2 (length (findings))))))
   (should (equal '("“We open the new quay in May, whatever the 🌊 weather.”" "“The tide tables were wrong from the first day.”")
                  (mapcar (lambda (d) (buffer-substring-no-properties (flymake-diagnostic-beg d) (flymake-diagnostic-end d))) (findings))))
   (should (string-match-p "unattributed-quote" (flymake-diagnostic-text (car (findings)))))))

(ert-deftest hover-on-a-name-is-plain-text ()
  (with-draft
   (goto-char (point-min))
   (search-forward "Caldeira")
   (goto-char (match-beginning 0))
   (let (text)
     (should (soon (lambda ()
                     (eglot-hover-eldoc-function (lambda (s &rest _) (setq text s)))
                     (accept-process-output nil 0.2)
                     (and text (string-match-p "Portmara Courier" text)))))
     (should-not (string-match-p "\\*\\*" text)))))

(defun last-line () (save-excursion (goto-char (point-max)) (forward-line -1) (buffer-substring-no-properties (line-beginning-position) (line-end-position))))

(ert-deftest rename-spells-a-name-otherwise ()
  (with-draft
   (goto-char (point-min))
   (search-forward "Caldeira")
   (goto-char (match-beginning 0))
   (eglot-rename "Inês Caldeiro")
   (should (soon (lambda () (string-match-p "Inês Caldeiro said" (last-line)))))))

(ert-deftest a-name-of-the-story-is-offered-while-it-is-typed ()
  (with-draft
   (goto-char (point-max))
   (insert "\nThe board heard Cald")
   (eglot--signal-textDocument/didChange)   ; idle timers do not run in batch
   (let* ((offer (eglot-completion-at-point))
          (names (all-completions "Cald" (nth 2 offer))))
     (should (equal '("Caldeira") (mapcar #'substring-no-properties (seq-filter (lambda (n) (string-prefix-p "Cald" n)) names)))))))

(ert-deftest a-quick-fix-writes-leave-to-break-the-rule ()
  (with-draft
   (flymake-start)
   (should (soon (lambda () (= 2 (length (findings))))))
   (let* ((finding (nth 1 (findings)))
          (actions (eglot-code-actions (flymake-diagnostic-beg finding) (flymake-diagnostic-end finding)))
          (allow (seq-find (lambda (a) (equal (plist-get a :title) "Allow unattributed-quote here")) actions)))
     (should allow)
     (eglot-execute (eglot-current-server) allow)
     (eglot--signal-textDocument/didChange)
     (should (save-excursion (goto-char (point-min)) (search-forward "copydesk: allow unattributed-quote" nil t)))
     (should (soon (lambda () (= 1 (length (findings)))))))))
